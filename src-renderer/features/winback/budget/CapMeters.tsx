import { channelName } from '../../../app/channelName.ts'
import type { PlanResult } from '../../../../shared/contract/winbackResult.ts'
import { useT } from '../../../locale/t.ts'
import css from '../Winback.module.css'
import { groupName, minor, type Telling } from '../words.ts'

/** How far each cap is used, and what one that binds costs. */
export function CapMeters({
  plan,
  telling: { format },
}: {
  readonly plan: PlanResult
  readonly telling: Telling
}) {
  const t = useT()
  if (plan.caps.length === 0) return null
  return (
    <div className={css.part}>
      <h3>{t('whatif.caps')}</h3>
      {plan.caps.map((cap, i) => {
        const name =
          [
            cap.channel === null ? null : channelName(cap.channel, t),
            cap.group === null ? null : groupName(cap.group, t),
          ]
            .filter((part) => part !== null)
            .join(' · ') || t('whatif.capAll')
        const isMoney = cap.unit === 'money'
        const show = (value: number) => (isMoney ? format.moneyFull(minor(value)) : format.countFull(value))
        const share = cap.maximum > 0 ? Math.min(1, cap.used / cap.maximum) : 1
        return (
          <div key={i}>
            <div className={`${css.meter} ${cap.isBinding ? css.full : ''}`}>
              <span>{name}</span>
              <i aria-hidden="true">
                <b style={{ width: `${share * 100}%` }} />
              </i>
              <span>{`${show(cap.used)} / ${show(cap.maximum)}`}</span>
            </div>
            {cap.isBinding && (
              <p className={css.say}>
                {t('whatif.capBinds', {
                  n: isMoney ? format.moneyFull(minor(100)) : format.countFull(100),
                  gain: format.moneyFull(minor(cap.dual * 100)),
                  cost: format.moneyFull(minor(cap.costOfCap)),
                })}
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
