import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent } from 'react'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { channelName } from '../../../app/channelName.ts'
import { useT } from '../../../locale/t.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { FieldLever, SliderLever } from '../Lever.tsx'
import type { Path } from '../model/paths.ts'
import css from '../Winback.module.css'
import { groupName, minor, type Telling } from '../words.ts'

interface StepLeversProps {
  readonly scenario: Scenario
  readonly at: number
  readonly locked: boolean
  readonly telling: Telling
  readonly onMove: (from: number, to: number) => void
  readonly onRemove: () => void
  readonly onDragStart: () => void
  readonly onDrop: () => void
}

/** One step of the ladder: its place, and what it costs, reaches and does. */
export function StepLevers(props: StepLeversProps) {
  const { scenario, at, locked, telling, onMove, onRemove, onDragStart, onDrop } = props
  const t = useT()
  const { format } = telling
  const { ladder, groups, windowDays } = scenario
  const step = ladder[at]
  if (step === undefined) return null
  const name = channelName(step.channel, t)
  const rate = (share: number) => `${format.decimal(share * 100, 2)}%`
  const price = (units: number) => format.unitCost(minor(units))
  const responses =
    typeof step.response === 'number'
      ? [{ label: t('whatif.response'), path: ['ladder', at, 'response'] as Path, value: step.response }]
      : Object.entries(step.response).map(([group, value]) => ({
          label: `${t('whatif.response')} · ${groupName(group, t)}`,
          path: ['ladder', at, 'response', group] as Path,
          value,
        }))
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined || !event.altKey || locked) return
    event.preventDefault()
    onMove(at, at + by)
  }
  const onDragOver = (event: DragEvent) => event.preventDefault()
  return (
    <div
      className={`${css.part} ${css.step}`}
      onDragOver={onDragOver}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <details open={at < 2}>
        <summary
          data-step={at}
          draggable={!locked}
          onDragStart={onDragStart}
          onKeyDown={onKeyDown}
        >{`${at + 1} ${name}`}</summary>
        <div className={css.rows}>
          <FieldLever
            label={t('whatif.day')}
            path={['ladder', at, 'day']}
            value={step.day}
            min={0}
            max={windowDays - 0.01}
            show={format.days}
          />
          <FieldLever
            label={t('whatif.unitCost')}
            path={['ladder', at, 'unitCost']}
            value={step.unitCost}
            min={0}
            max={1e6}
            show={price}
          />
          {typeof step.delivered === 'number' && (
            <SliderLever
              label={t('whatif.deliveredRate')}
              path={['ladder', at, 'delivered']}
              value={step.delivered}
              min={0}
              max={1}
              step={0.01}
              show={rate}
            />
          )}
          {responses.map(({ label, path, value }) => (
            <SliderLever
              key={path.join('.')}
              label={label}
              path={path}
              value={value}
              min={0}
              max={Math.max(0.3, value)}
              step={0.001}
              show={rate}
            />
          ))}
          <FieldLever
            label={t('whatif.optOutRate')}
            path={['ladder', at, 'optOut']}
            value={step.optOut}
            min={0}
            max={1}
            show={rate}
          />
          <FieldLever
            label={t('whatif.stayRate')}
            path={['ladder', at, 'stayRate']}
            value={step.stayRate}
            min={0}
            max={1}
            show={rate}
          />
          {groups.map(({ name: group, reachable }, g) => (
            <SliderLever
              key={group}
              label={t('whatif.reach', { name: groupName(group, t) })}
              path={['audience', 'groups', g, 'reachable', step.channel]}
              value={reachable[step.channel] ?? 1}
              min={0}
              max={1}
              step={0.01}
              show={rate}
            />
          ))}
        </div>
      </details>
      <span className={css.stepTools}>
        <IconButton
          small
          label={t('whatif.stepUp', { name })}
          keys="Alt ↑"
          icon={<IconArrowUp size={14} />}
          disabled={locked || at === 0}
          onClick={() => onMove(at, at - 1)}
        />
        <IconButton
          small
          label={t('whatif.stepDown', { name })}
          keys="Alt ↓"
          icon={<IconArrowDown size={14} />}
          disabled={locked || at === ladder.length - 1}
          onClick={() => onMove(at, at + 1)}
        />
        <IconButton
          small
          label={t('whatif.stepRemove', { name })}
          icon={<IconTrash size={14} />}
          disabled={locked || ladder.length === 1}
          onClick={onRemove}
        />
      </span>
    </div>
  )
}
