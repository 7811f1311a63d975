import { useRef, useState } from 'react'
import { channelName } from '../../../app/channelName.ts'
import { useT } from '../../../locale/t.ts'
import { Choice } from '../../../ui/Choice.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { RefusalElsewhere, SliderLever } from '../Lever.tsx'
import { addStep, CHANNELS, moveStep, removeStep } from '../model/ladderOrder.ts'
import { useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import type { Telling } from '../words.ts'
import { changeLadder } from './changeLadder.ts'
import { StepLevers } from './StepLevers.tsx'

const MOST_STEPS = 40

/** Caps, and the steps of the ladder in order: drag one, or Alt with an arrow. */
export function ChannelLevers({ telling }: { readonly telling: Telling }) {
  const t = useT()
  const { format } = telling
  const { scenario, input, locked } = useWhatIf()
  const { ladder, caps } = scenario
  const list = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [spoken, setSpoken] = useState('')
  const move = (from: number, to: number) => {
    if (to < 0 || to >= ladder.length || to === from) return
    changeLadder(moveStep(input, scenario, from, to))
    setSpoken(t('whatif.stepMoved', { n: String(to + 1), total: String(ladder.length) }))
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-step="${to}"]`)?.focus())
  }
  return (
    <Panel title={t('whatif.levers')} sub={t('whatif.stepsHow')}>
      <div className={css.levers} ref={list}>
        {caps.map((cap, i) => {
          const field = cap.perDay === undefined ? 'maximum' : 'perDay'
          const at = cap.perDay ?? cap.maximum ?? 0
          const name = cap.channel === undefined ? t('whatif.capAll') : channelName(cap.channel, t)
          return (
            <div key={i} className={`${css.part} ${css.main}`}>
              <SliderLever
                label={
                  field === 'perDay' ? t('whatif.capPerDay', { name }) : t('whatif.capMaximum', { name })
                }
                path={['caps', i, field]}
                value={at}
                min={0}
                max={Math.max(field === 'perDay' ? 300 : 10_000, at)}
                step={field === 'perDay' ? 1 : 50}
                show={format.countFull}
              />
              <p className={css.say}>{t('whatif.capNote')}</p>
            </div>
          )
        })}
        {ladder.map((_, s) => (
          <StepLevers
            key={s}
            scenario={scenario}
            at={s}
            locked={locked}
            telling={telling}
            onMove={move}
            onRemove={() => changeLadder(removeStep(input, scenario, s))}
            onDragStart={() => setDragged(s)}
            onDrop={() => {
              if (dragged !== null) move(dragged, s)
              setDragged(null)
            }}
          />
        ))}
        <div className={css.part}>
          <RefusalElsewhere shownHere={['ladder[', 'caps[', 'audience.']} />
          <Choice
            label={t('whatif.stepAdd')}
            labelled
            options={CHANNELS.map((channel) => ({ value: channel, label: channelName(channel, t) }))}
            value={null}
            disabled={locked || ladder.length >= MOST_STEPS}
            onChange={(channel) => changeLadder(addStep(input, scenario, channel))}
          />
        </div>
        <p className="visually-hidden" aria-live="polite">
          {spoken}
        </p>
      </div>
    </Panel>
  )
}
