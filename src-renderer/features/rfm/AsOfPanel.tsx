import { IconChevronLeft, IconChevronRight, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Timeline } from '../../../shared/contract/project.ts'
import type { RfmSummary } from '../../../shared/contract/rfm.ts'
import { addMonths } from '../../app/asOf.ts'
import { useT } from '../../locale/t.ts'
import { IconButton } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { ProvenanceNumber } from '../../ui/ProvenanceNumber.tsx'
import { sourced } from '../../ui/provenance.ts'
import { useFormat } from '../../ui/useFormat.ts'
import css from './AsOfPanel.module.css'
import { AsOfSlider } from './charts/AsOfSlider.tsx'
import { base, type Telling } from './sentences.ts'

interface AsOfPanelProps {
  readonly timeline: Timeline
  readonly firstDay: number
  readonly lastDay: number
  /** under the hand, ahead of the session's day while it drags */
  readonly day: number
  readonly windowDays: number | null
  /** 0 = nothing is compared */
  readonly compareDays: number
  readonly summary: RfmSummary | null
  readonly telling: Telling
  readonly onMove: (day: number) => void
  readonly onCommit: (day: number) => void
}

/** The as-of day: exact entry, steps, play by month, and the slider over weekly orders. */
export function AsOfPanel(props: AsOfPanelProps) {
  const { timeline, firstDay, lastDay, day, windowDays, summary, telling, onMove, onCommit } = props
  const t = useT()
  const format = useFormat()
  const range = useMemo(() => ({ firstDay, lastDay }), [firstDay, lastDay])
  const play = usePlay(day, lastDay, onCommit)
  const nCustomers = format.countFull(summary?.nMembers ?? null)
  const nOrders = format.countFull(summary?.nOrders ?? null)
  const compareDay = props.compareDays > 0 ? day - props.compareDays : null
  const exact = useRef<HTMLDivElement>(null)
  const onDigit = useCallback((digit: string) => {
    const input = exact.current?.querySelector('input')
    if (!input) return
    input.focus()
    input.setRangeText(digit, 0, input.value.length, 'end')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, [])
  return (
    <section className={css.panel} aria-label={t('rfm.asOfLabel')}>
      <div className={css.date}>
        <div ref={exact} className={css.day}>
          <DateField
            bare
            label={t('rfm.asOfLabel')}
            day={day}
            firstDay={firstDay}
            lastDay={lastDay}
            onCommit={onCommit}
          />
        </div>
        <div className={css.steps}>
          <IconButton
            framed
            small
            label={t('rfm.previousDay')}
            keys="["
            icon={<IconChevronLeft size={16} />}
            disabled={day <= firstDay}
            onClick={() => onCommit(day - 1)}
          />
          <IconButton
            framed
            small
            label={play.playing ? t('rfm.pause') : t('rfm.play')}
            icon={play.playing ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
            onClick={play.toggle}
          />
          <IconButton
            framed
            small
            label={t('rfm.nextDay')}
            keys="]"
            icon={<IconChevronRight size={16} />}
            disabled={day >= lastDay}
            onClick={() => onCommit(day + 1)}
          />
          {compareDay !== null && (
            <span className={css.compare}>
              <i aria-hidden="true" />
              {format.date(compareDay)}
            </span>
          )}
        </div>
      </div>
      <AsOfSlider
        timeline={timeline}
        range={range}
        asOfDay={day}
        windowDays={windowDays}
        compareDay={compareDay}
        valueText={t('rfm.sliderValue', { customers: nCustomers, orders: nOrders })}
        onMove={onMove}
        onCommit={onCommit}
        onDigit={onDigit}
      />
      <div className={css.figures}>
        {summary && (
          <>
            <div>
              <ProvenanceNumber
                where="strip"
                className={css.number}
                value={sourced(nCustomers, {
                  ...base(summary, telling),
                  title: t('rfm.provMembersCount', { n: nCustomers }),
                  formula: t('rfm.provMembersCountFormula'),
                })}
              />{' '}
              {t('rfm.customersCount')}
            </div>
            <div>
              <ProvenanceNumber
                where="strip"
                className={css.number}
                value={sourced(nOrders, {
                  ...base(summary, telling),
                  title: t('rfm.provOrdersCount', { n: nOrders }),
                  formula: t('rfm.provOrdersCountFormula'),
                })}
              />{' '}
              {t('rfm.ordersCount')}
            </div>
            <div className={css.quiet}>
              {t('rfm.recomputed', { ms: format.elapsed(Math.max(1, summary.elapsedMs)) })}
            </div>
            <div className={css.quiet}>
              {day < lastDay ? t('rfm.daysUnused', { days: format.countFull(lastDay - day) }) : ' '}
            </div>
          </>
        )}
      </div>
    </section>
  )
}

/** A month every 700 ms until the last day; from the last day it starts a year earlier. */
function usePlay(day: number, lastDay: number, onCommit: (day: number) => void) {
  const [playing, setPlaying] = useState(false)
  const latest = useRef({ day, onCommit })
  latest.current = { day, onCommit }
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => {
      const next = addMonths(latest.current.day, 1)
      latest.current.onCommit(Math.min(next, lastDay))
      if (next >= lastDay) setPlaying(false)
    }, 700)
    return () => clearInterval(timer)
  }, [playing, lastDay])
  return {
    playing,
    toggle: () => {
      if (!playing && day >= lastDay) onCommit(addMonths(lastDay, -12))
      setPlaying(!playing)
    },
  }
}
