import type { ChurnSignal } from '../../../shared/contract/churn.ts'
import { signalText } from '../../locale/churnText.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProvenanceNumber } from '../../ui/ProvenanceNumber.tsx'
import { sourced } from '../../ui/provenance.ts'
import css from './Panels.module.css'
import type { Telling } from './sentences.ts'

/** Plain rules with what they were worth on the shop's own past. */
export function SignalPanel({ telling }: { readonly telling: Telling }) {
  const { t, format, summary } = telling
  if (summary.signals.length === 0) {
    return (
      <Panel title={t('churn.signalsTitle')}>
        <p className={css.quiet}>{t('churn.signalsNone')}</p>
      </Panel>
    )
  }
  const table: ChartTable = {
    columns: [
      { label: t('churn.signal') },
      { label: t('churn.hitRate'), format: format.share },
      { label: t('churn.low'), format: format.share },
      { label: t('churn.high'), format: format.share },
      { label: t('churn.liftShort'), format: format.times },
      { label: t('churn.coverage'), format: format.share },
      { label: t('churn.leadDays'), format: format.days },
      { label: t('churn.firesNow'), format: format.countFull },
    ],
    rows: summary.signals.map((one) => [
      signalText(one.key, format.language, one.isClassic).name,
      one.hitRate.value,
      one.hitRate.low,
      one.hitRate.high,
      one.lift,
      one.coverage,
      one.leadDays,
      one.firesNow,
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={t('churn.signalsTitle')}
      sub={t('churn.signalsSub')}
      name={t('churn.signalsTitle')}
      fileName="churn-signals"
      table={table}
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('churn.signal')}</th>
              <th scope="col">{t('churn.hitRate')}</th>
              <th scope="col" className={css.number}>
                {t('churn.liftShort')}
              </th>
              <th scope="col" className={css.number}>
                {t('churn.coverage')}
              </th>
              <th scope="col" className={css.number}>
                {t('churn.leadDays')}
              </th>
              <th scope="col" className={css.number}>
                {t('churn.firesNow')}
              </th>
            </tr>
          </thead>
          <tbody>
            {summary.signals.map((one) => (
              <Row key={one.key} of={one} telling={telling} />
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}

function Row({ of, telling }: { readonly of: ChurnSignal; readonly telling: Telling }) {
  const { t, format, summary } = telling
  const { name, rule } = signalText(of.key, format.language, of.isClassic)
  const { value, low, high } = of.hitRate
  const text = format.share(value)
  return (
    <tr>
      <th scope="row" className={css.rule}>
        <b>{name}</b>
        <small>{rule}</small>
      </th>
      <td>
        <span className={css.hitRate}>
          <Dots value={value} low={low} high={high} base={of.baseRate} />
          <span className={css.rate}>
            <ProvenanceNumber
              where="cell"
              value={sourced(text, {
                title: t('churn.provName', { name, value: text }),
                formula: rule === '' ? name : rule,
                inputs: t('churn.signalTried', {
                  n: format.countFull(of.observed),
                  fired: format.countFull(of.fired),
                }),
                filter: t('churn.baseShort', { base: format.share(of.baseRate) }),
                ...(low !== null &&
                  high !== null && { interval: `95%: ${format.range(low, high, format.share)}` }),
                engine: `churn ${summary.engineVersion}`,
              })}
            />
            {low !== null && high !== null && <small>{format.range(low, high, format.share)}</small>}
          </span>
        </span>
      </td>
      <td className={css.number}>{format.times(of.lift)}</td>
      <td className={css.number}>{format.share(of.coverage)}</td>
      <td className={css.number}>{format.days(of.leadDays)}</td>
      <td className={css.number}>{format.countFull(of.firesNow)}</td>
    </tr>
  )
}

const WIDTH = 92
const at = (share: number) => 2 + Math.min(1, Math.max(0, share)) * (WIDTH - 4)

function Dots(of: { value: number | null; low: number | null; high: number | null; base: number }) {
  return (
    <svg className={css.dots} width={WIDTH} height={14} aria-hidden="true">
      <line className={css.axis} x1={2} x2={WIDTH - 2} y1={7} y2={7} />
      <line className={css.baseTick} x1={at(of.base)} x2={at(of.base)} y1={1} y2={13} />
      {of.low !== null && of.high !== null && (
        <line className={css.thick} x1={at(of.low)} x2={at(of.high)} y1={7} y2={7} />
      )}
      {of.value !== null && <circle className={css.dot} cx={at(of.value)} cy={7} r={3.5} />}
    </svg>
  )
}
