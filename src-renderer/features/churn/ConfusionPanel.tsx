import { useT } from '../../locale/t.ts'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProvenanceNumber } from '../../ui/ProvenanceNumber.tsx'
import { sourced, type Sourced } from '../../ui/provenance.ts'
import { useFormat } from '../../ui/useFormat.ts'
import { acceptance, type ContactOutcome } from './economics.ts'
import css from './Panels.module.css'
import { base, type Telling } from './sentences.ts'
import { shown, useChurn } from './store.ts'

interface ConfusionPanelProps {
  readonly telling: Telling
  readonly here: ContactOutcome | null
  readonly peak: ContactOutcome | null
}

/** Who is hit at the threshold, what the mistakes cost, and the exact measures once the hand let go. */
export function ConfusionPanel({ telling, here, peak }: ConfusionPanelProps) {
  const t = useT()
  const format = useFormat()
  const economics = useChurn((state) => state.economics)
  const profit = useChurn((state) => state.profit)
  const exact = shown(profit)
  const inputs = t('churn.provEconomics', {
    clv: format.unitCost(economics.clvMinor),
    incentive: format.unitCost(economics.incentiveMinor),
    contact: format.unitCost(economics.contactMinor),
    accept: format.share(acceptance(economics)),
  })
  const { interval: _none, ...shared } = base(telling)
  const from = (name: string, text: string, formula: string): Sourced =>
    sourced(text, { ...shared, inputs, title: t('churn.provName', { name, value: text }), formula })
  const profitFormula = t('churn.provProfitFormula')
  const empcFormula = t('churn.provEmpcFormula', {
    alpha: format.decimal(economics.acceptAlpha, 1),
    beta: format.decimal(economics.acceptBeta, 1),
  })
  const lines: { name: string; value: Sourced; tone?: 'loss' | 'strong' }[] = [
    {
      name: t('churn.wastedMoney'),
      value: from(t('churn.wastedMoney'), format.money(here?.wastedMinor ?? null), profitFormula),
      tone: 'loss',
    },
    {
      name: t('churn.missedValue'),
      value: from(
        t('churn.missedValue'),
        format.money(here?.missedValueMinor ?? null),
        t('risk.provValueFormula'),
      ),
      tone: 'loss',
    },
    {
      name: t('churn.profitHere'),
      value: from(t('churn.profitHere'), format.moneySigned(here?.profitMinor ?? null), profitFormula),
      tone: 'strong',
    },
    {
      name: t('churn.profitBest'),
      value: from(t('churn.profitBest'), format.moneySigned(peak?.profitMinor ?? null), profitFormula),
    },
    ...(exact
      ? [
          {
            name: t('churn.mpc'),
            value: from(t('churn.mpc'), format.unitCost(exact.mpcMinor), t('churn.provMpcFormula')),
          },
          {
            name: t('churn.empc'),
            value: from(t('churn.empc'), format.unitCost(exact.empcMinor), empcFormula),
          },
          ...(exact.recencyEmpcMinor === null
            ? []
            : [
                {
                  name: t('churn.empcRecency'),
                  value: from(t('churn.empcRecency'), format.unitCost(exact.recencyEmpcMinor), empcFormula),
                },
              ]),
          {
            name: t('churn.contactShare'),
            value: from(t('churn.contactShare'), format.share(exact.empcShare), empcFormula),
          },
        ]
      : []),
  ]
  return (
    <Panel
      title={t('churn.confusionTitle')}
      state={profit.kind === 'running' ? { kind: 'busy' } : { kind: 'ready' }}
    >
      <table className={css.confusion}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('churn.didLeave')}</th>
            <th scope="col">{t('churn.didStay')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('churn.contacted')}</th>
            <Cell n={here?.contactedLeavers} word={t('churn.hit')} tone={css.hit} />
            <Cell n={here?.contactedStayers} word={t('churn.wasted')} tone={css.wasted} />
          </tr>
          <tr>
            <th scope="row">{t('churn.notContacted')}</th>
            <Cell n={here?.missedLeavers} word={t('churn.missed')} tone={css.missed} />
            <Cell n={here?.leftAloneStayers} word={t('churn.spared')} tone={css.spared} />
          </tr>
        </tbody>
      </table>
      <dl className={css.lines}>
        {lines.map(({ name, value, tone }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={cx(tone === 'loss' && css.loss, tone === 'strong' && css.strong)}>
              <ProvenanceNumber where="cell" value={value} />
            </dd>
          </div>
        ))}
      </dl>
      {profit.kind === 'failed' && <Notice>{t('churn.profitFailed')}</Notice>}
    </Panel>
  )
}

function Cell({
  n,
  word,
  tone,
}: {
  readonly n: number | undefined
  readonly word: string
  readonly tone: string | undefined
}) {
  const format = useFormat()
  return (
    <td className={cx(css.cell, tone)}>
      <b>{format.countFull(n ?? null)}</b>
      <span>{word}</span>
    </td>
  )
}
