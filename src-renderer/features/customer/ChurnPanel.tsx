import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import type { ChurnCustomer } from '../../../shared/contract/churnRisks.ts'
import type { ChurnReason } from '../../../shared/contract/features.ts'
import { ENGINE_VERSIONS } from '../../../shared/contract/version.ts'
import { adviceText } from '../../locale/churnText.ts'
import { reasonWords } from '../../locale/reasonWords.ts'
import { useT } from '../../locale/t.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ProvenanceNumber } from '../../ui/ProvenanceNumber.tsx'
import { sourced } from '../../ui/provenance.ts'
import { RiskBadge } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './ChurnPanel.module.css'
import { RiskLanes } from './RiskLanes.tsx'
import { useChurnRisk } from './useChurnRisk.ts'

const BADGES = { 0: 'low', 1: 'medium', 2: 'high' } as const

/** How likely this customer leaves, why, and how it came about. */
export function ChurnPanel({ detail }: { readonly detail: CustomerDetail }) {
  const t = useT()
  const format = useFormat()
  const state = useChurnRisk(detail.customerId)
  if (state.kind === 'loading') return null
  if (state.kind === 'failed') return <ErrorState error={state.error} />
  const { risk } = state
  if (risk === null) return <p className={css.quiet}>{t('customer.riskNoModel')}</p>
  if (!risk.isScored) {
    return (
      <p className={css.quiet}>
        {risk.asOfDay === null
          ? t('customer.riskNotScored')
          : t('customer.riskNotScoredOn', { day: format.date(risk.asOfDay) })}
      </p>
    )
  }
  const isDated = risk.asOfDay !== null && (risk.history.day.length > 0 || risk.signals.length > 0)
  return (
    <section className={css.churn} aria-label={t('customer.riskTitle')}>
      <Head risk={risk} />
      <Reasons risk={risk} />
      {isDated && risk.asOfDay !== null && (
        <RiskLanes risk={risk} lastDay={risk.asOfDay} customerKey={detail.customerKey} />
      )}
    </section>
  )
}

function Head({ risk }: { readonly risk: ChurnCustomer }) {
  const t = useT()
  const format = useFormat()
  const p = format.probability(risk.pChurn)
  const hasInterval = Number.isFinite(risk.pLow) && Number.isFinite(risk.pHigh)
  const range = hasInterval ? format.range(risk.pLow, risk.pHigh, format.probability) : null
  return (
    <div className={css.head}>
      <h3>{t('customer.riskTitle')}</h3>
      <RiskBadge level={BADGES[risk.level]} />
      <ProvenanceNumber
        where="strip"
        className={css.p}
        value={sourced(p, {
          title: t('customer.provRisk', { p }),
          formula: t('customer.provRiskFormula'),
          ...(risk.asOfDay !== null && { asOf: format.date(risk.asOfDay) }),
          ...(range !== null && { interval: t('customer.provRiskInterval', { range }) }),
          engine: `churn ${ENGINE_VERSIONS.churn}`,
        })}
      />
      {range !== null && <span className={css.range}>{range}</span>}
      <span className={css.advice}>
        {t('customer.riskAdvice', { advice: adviceText(risk.advice, format.language) })}
      </span>
    </div>
  )
}

function Reasons({ risk }: { readonly risk: ChurnCustomer }) {
  const t = useT()
  const toward = risk.reasons.filter(({ weight }) => weight > 0)
  const against = risk.reasons.filter(({ weight }) => weight < 0)
  if (toward.length + against.length === 0) return <p className={css.quiet}>{t('customer.riskNoReasons')}</p>
  return (
    <dl className={css.reasons}>
      <ReasonLine name={t('customer.riskToward')} glyph="▲" tone={css.toward} reasons={toward} />
      <ReasonLine name={t('customer.riskAgainst')} glyph="▼" tone={css.against} reasons={against} />
    </dl>
  )
}

function ReasonLine(props: {
  readonly name: string
  readonly glyph: string
  readonly tone: string | undefined
  readonly reasons: readonly ChurnReason[]
}) {
  const format = useFormat()
  const { name, glyph, tone, reasons } = props
  if (reasons.length === 0) return null
  return (
    <div>
      <dt>
        <span aria-hidden="true" className={tone}>
          {glyph}
        </span>{' '}
        {name}
      </dt>
      <dd>
        <ul>
          {reasons.map((reason, i) => (
            <li key={i}>{reasonWords(reason, format)}</li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
