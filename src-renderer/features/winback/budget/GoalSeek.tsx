import { memo, useMemo, useState } from 'react'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { moneyFor, type BudgetPicture } from '../model/budgetPicture.ts'
import { change } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'

interface GoalSeekProps {
  /** of any budget */
  readonly frame: Scenario
  readonly picture: BudgetPicture
  readonly telling: Telling
}

/** Both ways: the least money for so many returns, and the money that earns most. */
export const GoalSeek = memo(function GoalSeek({ frame, picture, telling: { format } }: GoalSeekProps) {
  const t = useT()
  const start = Math.max(1, Math.round(picture.best.incrementalReturns * 0.9))
  const [entered, setEntered] = useState<number | null>(null)
  const wanted = entered ?? start
  const found = useMemo(() => moneyFor(frame, picture, wanted), [frame, picture, wanted])
  const money = (units: number) => format.moneyFull(minor(Math.ceil(units)))
  const use = (units: number) => change(['budget'], Math.min(picture.most, Math.max(1, Math.ceil(units))))
  return (
    <>
      <div className={css.goal}>
        <span>{t('whatif.goalReturns')}</span>
        <span className={css.entry}>
          <NumberField
            bare
            label={t('whatif.goalReturns')}
            value={wanted}
            min={1}
            max={Math.max(1, Math.floor(found.mostReturns))}
            show={format.countFull}
            onCommit={(next) => setEntered(Math.round(next))}
          />
        </span>
        <p>
          {found.least === null
            ? t('whatif.goalNever', { n: format.countFull(found.mostReturns) })
            : found.profitable === null
              ? t('whatif.goalLeast', { least: money(found.least) })
              : t('whatif.goalBoth', { least: money(found.least), profitable: money(found.profitable) })}{' '}
          {found.profitable !== null && found.profitable <= picture.most && (
            <Button kind="link" onClick={() => use(found.profitable ?? 0)}>
              {t('whatif.useIt')}
            </Button>
          )}
        </p>
      </div>
      {picture.best.gain > 0 && (
        <div className={css.goal}>
          <span>{t('whatif.goalProfit', { peak: money(picture.peak) })}</span>
          <Button kind="link" onClick={() => use(picture.peak)}>
            {t('whatif.useIt')}
          </Button>
        </div>
      )}
    </>
  )
})
