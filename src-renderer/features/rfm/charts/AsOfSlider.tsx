import { useId, useMemo, useRef } from 'react'
import type { Timeline } from '../../../../shared/contract/project.ts'
import { useT } from '../../../locale/t.ts'
import { useFormat } from '../../../ui/useFormat.ts'
import { asOfBars, monthTicks, xOfDay, type DayRange } from './asOfGeometry.ts'
import css from './AsOfSlider.module.css'
import { textWidth } from './textWidth.ts'
import { useAsOfHand } from './useAsOfHand.ts'
import { useBoxWidth } from './useBoxWidth.ts'

interface AsOfSliderProps {
  readonly timeline: Timeline
  readonly range: DayRange
  readonly asOfDay: number
  readonly windowDays: number | null
  readonly compareDay: number | null
  /** spoken with the date: the result at this day */
  readonly valueText: string
  /** every move of the hand, at most once a frame */
  readonly onMove: (day: number) => void
  /** the hand let go, or a key and then a pause */
  readonly onCommit: (day: number) => void
  /** a digit was typed: the exact entry takes over */
  readonly onDigit: (digit: string) => void
}

const HEIGHT = 72
const TOP = 18
const BASE = 54

/** Weekly orders with the as-of day as a handle; the window is a bracket, later weeks are hatched. */
export function AsOfSlider(props: AsOfSliderProps) {
  const { timeline, range, asOfDay, windowDays, compareDay, onMove, onCommit, onDigit } = props
  const t = useT()
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const hatchId = useId()
  const { pointer, onKeyDown } = useAsOfHand({ range, width, day: asOfDay, onMove, onCommit, onDigit })
  const bars = useMemo(
    () => asOfBars(timeline, range, asOfDay, windowDays, { width, top: TOP, base: BASE }),
    [timeline, range, asOfDay, windowDays, width],
  )
  const ticks = useMemo(() => monthTicks(range, width), [range, width])
  const x = xOfDay(asOfDay, range, width)
  const windowX = windowDays === null ? 0 : Math.max(0, xOfDay(asOfDay - windowDays + 1, range, width))
  const windowText =
    windowDays === null ? t('rfm.windowAll') : t('rfm.windowDays', { days: format.countFull(windowDays) })

  return (
    <div ref={box} className={css.box}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          className={css.chart}
          data-testid="as-of-strip"
          {...pointer}
        >
          <defs>
            <pattern
              id={hatchId}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d="M0 0V6" className={css.hatch} />
            </pattern>
          </defs>
          <rect x={0} y={0} width={width} height={HEIGHT} fill="transparent" />
          {bars.map((bar, i) => (
            <rect
              key={i}
              x={bar.x}
              y={bar.y}
              width={bar.width}
              height={bar.height}
              className={css[bar.place]}
            />
          ))}
          <line x1={0} x2={width} y1={BASE + 0.5} y2={BASE + 0.5} className={css.zero} />
          <rect
            x={x}
            y={TOP - 6}
            width={Math.max(0, width - x)}
            height={BASE - TOP + 6}
            fill={`url(#${hatchId})`}
          />
          <path d={`M${windowX + 0.5} 13V8H${x}`} className={css.bracket} />
          <text x={4} y={12} className={css.axis}>
            {windowX > 90 ? t('rfm.ordersPerWeek') : ''}
          </text>
          <WindowLabel from={windowX} to={x} text={windowText} />
          {ticks.map((tick) => (
            <text key={tick.day} x={tick.x} y={70} className={css.axis}>
              {format.month(tick.day)}
            </text>
          ))}
          {compareDay !== null && compareDay >= range.firstDay && (
            <g className={css.compare}>
              <line
                x1={xOfDay(compareDay, range, width)}
                x2={xOfDay(compareDay, range, width)}
                y1={14}
                y2={BASE}
              />
              <circle cx={xOfDay(compareDay, range, width)} cy={BASE} r={4} />
            </g>
          )}
          <line x1={x} x2={x} y1={4} y2={BASE} className={css.cursor} />
          <circle cx={x} cy={BASE} r={7.5} className={css.handle} />
          <circle cx={x} cy={BASE} r={2.8} className={css.dot} />
        </svg>
      )}
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('common.asOf')}
        aria-valuemin={range.firstDay}
        aria-valuemax={range.lastDay}
        aria-valuenow={asOfDay}
        aria-valuetext={`${format.date(asOfDay)}, ${props.valueText}`}
        className={css.thumb}
        style={{ left: `${x - 12}px`, top: `${BASE - 12}px` }}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}

function WindowLabel({ from, to, text }: { from: number; to: number; text: string }) {
  const room = textWidth(text, 12) + 20
  if (to - from < room) return null
  return (
    <>
      <rect x={(from + to) / 2 - room / 2} y={0} width={room} height={16} className={css.ground} />
      <text x={(from + to) / 2} y={12} textAnchor="middle" className={css.axis}>
        {text}
      </text>
    </>
  )
}
