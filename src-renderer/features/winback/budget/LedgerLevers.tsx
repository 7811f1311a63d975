import { memo } from 'react'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { Switch } from '../../../ui/Field.tsx'
import { FieldLever } from '../Lever.tsx'
import { changeAll } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'

interface LedgerLeversProps {
  /** of any budget */
  readonly frame: Scenario
  readonly telling: Telling
}

/** What a return is worth and which of the three ledgers count. */
export const LedgerLevers = memo(function LedgerLevers({ frame, telling }: LedgerLeversProps) {
  const t = useT()
  const { format } = telling
  const { ledgers, value } = frame
  const { opportunity, hidden } = ledgers
  const money = (units: number) => format.moneyFull(minor(units))
  return (
    <div className={css.part}>
      <h3>{t('whatif.ledgers')}</h3>
      <FieldLever
        label={t('whatif.marginRate')}
        path={['value', 'marginRate']}
        value={value.marginRate}
        min={0}
        max={1}
        show={format.share}
      />
      <FieldLever
        label={t('whatif.fixed')}
        path={['ledgers', 'direct', 'fixed']}
        value={ledgers.direct.fixed}
        min={0}
        max={1e9}
        show={money}
      />
      <Switch
        label={t('whatif.opportunity')}
        checked={opportunity?.on === true}
        onChange={(on) =>
          changeAll([
            [['ledgers', 'opportunity', 'on'], on],
            ...(on && opportunity?.alternativeRoi === undefined
              ? ([[['ledgers', 'opportunity', 'alternativeRoi'], 0.3]] as const)
              : []),
          ])
        }
      />
      {opportunity?.on === true && (
        <FieldLever
          label={t('whatif.alternativeRoi')}
          path={['ledgers', 'opportunity', 'alternativeRoi']}
          value={opportunity.alternativeRoi ?? 0}
          min={0}
          max={100}
          show={format.share}
        />
      )}
      <Switch
        label={t('whatif.hidden')}
        checked={hidden?.on === true}
        onChange={(on) => changeAll([[['ledgers', 'hidden', 'on'], on]])}
      />
      {hidden?.on === true && (
        <>
          <FieldLever
            label={t('whatif.hours')}
            path={['ledgers', 'hidden', 'hours']}
            value={hidden.hours}
            min={0}
            max={1e6}
            show={format.countFull}
          />
          <FieldLever
            label={t('whatif.hourCost')}
            path={['ledgers', 'hidden', 'hourCost']}
            value={hidden.hourCost}
            min={0}
            max={1e6}
            show={money}
          />
          <FieldLever
            label={t('whatif.upkeep')}
            path={['ledgers', 'hidden', 'upkeep']}
            value={hidden.upkeep}
            min={0}
            max={1e9}
            show={money}
          />
          <FieldLever
            label={t('whatif.optOutValue')}
            path={['ledgers', 'hidden', 'optOutValue']}
            value={hidden.optOutValue}
            min={0}
            max={1e6}
            show={money}
          />
        </>
      )}
    </div>
  )
})
