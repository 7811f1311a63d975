import { DEFAULT_CORE_DEFINITION, type CoreDefinition } from '../../../shared/contract/northstar.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import css from './NorthStar.module.css'
import { ruleText, type Telling } from './sentences.ts'
import { attempt } from '../../app/projectActions.ts'
import { aimAt, define, resetDefinition } from './store.ts'

type Rule = 'mean' | 'median' | 'number' | 'none'

const ruleOf = (limit: CoreDefinition['frequency']): Rule =>
  limit === null ? 'none' : typeof limit === 'number' ? 'number' : limit

const limitOf = (rule: Rule, number: number): CoreDefinition['frequency'] =>
  rule === 'none' ? null : rule === 'number' ? number : rule

/** Numbers to begin with when somebody sets a limit of his own. */
const START = { orders: 3, spendMinor: 50_000 } as const

interface CorePanelProps {
  readonly client: RpcClient
  readonly definition: CoreDefinition
  readonly targetShare: number | null
  readonly telling: Telling
}

/** The rule that makes a customer core; changing it counts all months anew. */
export function CorePanel({ client, definition, targetShare, telling }: CorePanelProps) {
  const { t, format } = telling
  const change = (to: Partial<CoreDefinition>) => void attempt(() => define(client, to))
  const { frequency, spendMinor, spendOf, windowMonths } = definition
  const options = [
    { value: 'mean', label: t('northstar.ruleMean') },
    { value: 'median', label: t('northstar.ruleMedian') },
    { value: 'number', label: t('northstar.ruleNumber') },
    { value: 'none', label: t('northstar.ruleNone') },
  ] as const
  const isDefault = JSON.stringify(definition) === JSON.stringify(DEFAULT_CORE_DEFINITION)
  return (
    <Panel
      title={t('northstar.coreTitle')}
      sub={`${ruleText(definition, telling)}${t('common.separator')}${t('northstar.coreSub')}`}
      tools={
        isDefault ? undefined : (
          <Button kind="link" onClick={() => void attempt(() => resetDefinition(client))}>
            {t('northstar.coreReset')}
          </Button>
        )
      }
    >
      <div className={css.rules}>
        <NumberField
          label={t('northstar.coreWindow')}
          value={windowMonths}
          min={1}
          max={36}
          show={format.countFull}
          onCommit={(value) => change({ windowMonths: Math.round(value) })}
        />
        <div className={css.spendOf}>
          <span>{t('northstar.coreSpendOf')}</span>
          <Segmented
            label={t('northstar.coreSpendOf')}
            options={[
              { value: 'gross', label: t('northstar.gross') },
              { value: 'net', label: t('northstar.net') },
            ]}
            value={spendOf}
            onChange={(next) => change({ spendOf: next })}
          />
        </div>
        <Choice
          labelled
          label={t('northstar.coreFrequency')}
          options={options}
          value={ruleOf(frequency)}
          onChange={(rule) => change({ frequency: limitOf(rule, START.orders) })}
        />
        {typeof frequency === 'number' && (
          <NumberField
            label={t('northstar.coreOrders')}
            value={frequency}
            min={0}
            max={1_000}
            show={(value) => format.decimal(value, 1)}
            onCommit={(value) => change({ frequency: value })}
          />
        )}
        <Choice
          labelled
          label={t('northstar.coreSpend')}
          options={options}
          value={ruleOf(spendMinor)}
          onChange={(rule) => change({ spendMinor: limitOf(rule, START.spendMinor) })}
        />
        {typeof spendMinor === 'number' && (
          <NumberField
            label={t('northstar.coreAmount', { currency: format.currencySign })}
            value={spendMinor / 100}
            min={0}
            max={1e9}
            show={(value) => format.decimal(value, 0)}
            onCommit={(value) => change({ spendMinor: Math.round(value * 100) })}
          />
        )}
        <NumberField
          label={t('northstar.target')}
          value={targetShare ?? 0}
          min={0}
          max={1}
          show={(value) => (value === 0 ? t('northstar.targetNone') : `${format.decimal(100 * value, 1)}%`)}
          onCommit={(value) => void attempt(() => aimAt(client, value > 0 ? value : null))}
        />
      </div>
    </Panel>
  )
}
