import { channelName } from '../../../app/channelName.ts'
import { useT } from '../../../locale/t.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FieldLever, SliderLever } from '../Lever.tsx'
import type { Path } from '../model/paths.ts'
import { useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { groupName, minor, type Telling } from '../words.ts'

/** Caps, and for every step: day, price, delivery, response; reach by group. */
export function ChannelLevers({ telling }: { readonly telling: Telling }) {
  const t = useT()
  const { format } = telling
  const { ladder, groups, caps, windowDays } = useWhatIf((state) => state.scenario)
  const rate = (share: number) => `${format.decimal(share * 100, 2)}%`
  const price = (units: number) => format.unitCost(minor(units))
  return (
    <Panel title={t('whatif.levers')}>
      <div className={css.levers}>
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
        {ladder.map((step, s) => {
          const responses =
            typeof step.response === 'number'
              ? [
                  {
                    label: t('whatif.response'),
                    path: ['ladder', s, 'response'] as Path,
                    value: step.response,
                  },
                ]
              : Object.entries(step.response).map(([group, value]) => ({
                  label: `${t('whatif.response')} · ${groupName(group, t)}`,
                  path: ['ladder', s, 'response', group] as Path,
                  value,
                }))
          return (
            <details key={s} className={css.part} open={s < 2}>
              <summary>{`${s + 1} ${channelName(step.channel, t)}`}</summary>
              <div className={css.rows}>
                <FieldLever
                  label={t('whatif.day')}
                  path={['ladder', s, 'day']}
                  value={step.day}
                  min={0}
                  max={windowDays - 0.01}
                  show={format.days}
                />
                <FieldLever
                  label={t('whatif.unitCost')}
                  path={['ladder', s, 'unitCost']}
                  value={step.unitCost}
                  min={0}
                  max={1e6}
                  show={price}
                />
                {typeof step.delivered === 'number' && (
                  <SliderLever
                    label={t('whatif.deliveredRate')}
                    path={['ladder', s, 'delivered']}
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
                  path={['ladder', s, 'optOut']}
                  value={step.optOut}
                  min={0}
                  max={1}
                  show={rate}
                />
                <FieldLever
                  label={t('whatif.stayRate')}
                  path={['ladder', s, 'stayRate']}
                  value={step.stayRate}
                  min={0}
                  max={1}
                  show={rate}
                />
                {groups.map(({ name, reachable }, g) => (
                  <SliderLever
                    key={name}
                    label={t('whatif.reach', { name: groupName(name, t) })}
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
          )
        })}
      </div>
    </Panel>
  )
}
