import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import { SourceTag } from '../../ui/Tag.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { acceptance, type ContactOutcome } from './economics.ts'
import css from './Panels.module.css'
import type { Telling } from './sentences.ts'
import { enterEconomics, moveThreshold, useChurn } from './store.ts'

interface EconomicsPanelProps {
  readonly telling: Telling
  readonly here: ContactOutcome | null
  readonly peak: ContactOutcome | null
}

/** The threshold under the hand, and the economics of keeping one customer. */
export function EconomicsPanel({ here, peak }: EconomicsPanelProps) {
  const t = useT()
  const format = useFormat()
  const economics = useChurn((state) => state.economics)
  const isEntered = useChurn((state) => state.economicsEntered)
  const moved = useChurn((state) => state.threshold)
  const value = Math.min(1, Math.max(0, moved ?? here?.threshold ?? 0.5))
  const money = (major: number) => format.unitCost(major * 100)
  const strength = economics.acceptAlpha + economics.acceptBeta
  return (
    <Panel
      title={t('churn.leversTitle')}
      tools={
        moved !== null && (
          <Button kind="link" onClick={() => moveThreshold(null)}>
            {t('churn.thresholdReset')}
          </Button>
        )
      }
    >
      <div className={css.lever}>
        <SliderField
          label={t('churn.thresholdLabel')}
          value={value}
          min={0}
          max={1}
          step={0.01}
          show={format.share}
          valueText={t('churn.thresholdValue', {
            threshold: format.share(value),
            n: format.countFull(here?.contacted ?? null),
            profit: format.moneyFull(here?.profitMinor ?? null),
          })}
          mark={peak?.threshold}
          onChange={moveThreshold}
          ends
        />
      </div>
      <div className={css.fields}>
        <h3 className={css.subhead}>{t('churn.economicsTitle')}</h3>
        <FieldRow name={t('churn.clv')} isEntered={isEntered}>
          <NumberField
            bare
            label={t('churn.clv')}
            value={economics.clvMinor / 100}
            min={0}
            max={1e9}
            show={money}
            onCommit={(major) => enterEconomics({ clvMinor: Math.round(major * 100) })}
          />
        </FieldRow>
        <FieldRow name={t('churn.incentive')} isEntered={isEntered}>
          <NumberField
            bare
            label={t('churn.incentive')}
            value={economics.incentiveMinor / 100}
            min={0}
            max={1e9}
            show={money}
            onCommit={(major) => enterEconomics({ incentiveMinor: Math.round(major * 100) })}
          />
        </FieldRow>
        <FieldRow name={t('churn.contact')} isEntered={isEntered}>
          <NumberField
            bare
            label={t('churn.contact')}
            value={economics.contactMinor / 100}
            min={0}
            max={1e9}
            show={money}
            onCommit={(major) => enterEconomics({ contactMinor: Math.round(major * 100) })}
          />
        </FieldRow>
        <FieldRow name={t('churn.accept')} isEntered={isEntered}>
          <NumberField
            bare
            label={t('churn.accept')}
            value={acceptance(economics)}
            min={0.001}
            max={0.999}
            show={format.share}
            onCommit={(share) =>
              enterEconomics({ acceptAlpha: strength * share, acceptBeta: strength * (1 - share) })
            }
          />
        </FieldRow>
        <p className={css.source}>{t('churn.economicsSource')}</p>
      </div>
    </Panel>
  )
}

function FieldRow({
  name,
  isEntered,
  children,
}: {
  readonly name: string
  readonly isEntered: boolean
  readonly children: React.ReactNode
}) {
  return (
    <div className={css.fieldRow}>
      <span className={css.fieldName}>{name}</span>
      <SourceTag source={isEntered ? 'entered' : 'default'} />
      <span className={css.fieldInput}>{children}</span>
    </div>
  )
}
