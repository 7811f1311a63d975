import { CAMPAIGN_DAYS, type InterventionCampaign } from '../../../shared/contract/interventions.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { attempt } from '../../app/projectActions.ts'
import { Button } from '../../ui/Button.tsx'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import css from './Interventions.module.css'
import type { Telling } from './sentences.ts'
import { forgetCampaign } from './store.ts'

interface CampaignPanelProps {
  readonly client: RpcClient
  readonly campaigns: readonly InterventionCampaign[]
  readonly telling: Telling
}

/** held out fewer than this: nothing can be concluded */
const FEW = 20

/** What earlier lists earned, against who was held out of them. */
export function CampaignPanel({ client, campaigns, telling }: CampaignPanelProps) {
  const { t, format } = telling
  if (campaigns.length === 0)
    return (
      <Panel title={t('interventions.campaignTitle')}>
        <p className={css.quiet}>{t('interventions.campaignNone')}</p>
      </Panel>
    )
  const share = (arm: InterventionCampaign['treated']) =>
    arm.customers === 0 ? null : arm.ordered / arm.customers
  const decimal = (value: number) => format.decimal(value, 1)
  const verdict = ({ days, heldOut, lift }: InterventionCampaign): string => {
    if (days === 0) return t('interventions.verdictWait')
    if (heldOut.customers < FEW) return t('interventions.verdictFew', { n: format.countFull(FEW) })
    if (lift === null || (lift.low <= 0 && lift.high >= 0)) return t('interventions.verdictOpen')
    return lift.value > 0 ? t('interventions.verdictWorks') : t('interventions.verdictHarms')
  }
  const table: ChartTable = {
    columns: [
      { label: t('interventions.colList') },
      { label: t('interventions.colDays'), format: format.countFull },
      { label: t('interventions.colTreated'), format: format.countFull },
      { label: t('interventions.colHeldOut'), format: format.countFull },
      { label: t('interventions.colTreatedShare'), format: format.probability },
      { label: t('interventions.colHeldShare'), format: format.probability },
      { label: t('interventions.colLift'), format: decimal },
      { label: t('interventions.colLiftLow'), format: decimal },
      { label: t('interventions.colLiftHigh'), format: decimal },
      { label: t('interventions.colVerdict') },
    ],
    rows: campaigns.map((one) => [
      one.name,
      one.days,
      one.treated.customers,
      one.heldOut.customers,
      one.days === 0 ? null : share(one.treated),
      one.days === 0 ? null : share(one.heldOut),
      one.lift === null ? null : 100 * one.lift.value,
      one.lift === null ? null : 100 * one.lift.low,
      one.lift === null ? null : 100 * one.lift.high,
      verdict(one),
    ]),
  }
  return (
    <FigurePanel
      drawn={false}
      title={t('interventions.campaignTitle')}
      sub={t('interventions.campaignSub', { days: format.countFull(CAMPAIGN_DAYS) })}
      name={t('interventions.campaignTitle')}
      table={table}
      fileName="intervention-results"
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('interventions.colList')}</th>
              <th scope="col" className={css.number}>
                {t('interventions.colTreated')}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colHeldOut')}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colLift')}
              </th>
              <th scope="col" className={css.number}>
                {t('interventions.colGain', { currency: format.currencySign })}
              </th>
              <th scope="col">{t('interventions.colVerdict')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('interventions.forget')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name}
                  <small>
                    {t('interventions.measuredDays', {
                      n: format.countFull(one.days),
                      of: format.countFull(CAMPAIGN_DAYS),
                    })}
                  </small>
                </th>
                {[one.treated, one.heldOut].map((arm, side) => (
                  <td key={side} className={css.number}>
                    {one.days === 0 ? format.countFull(arm.customers) : format.probability(share(arm))}
                    {one.days > 0 && (
                      <small>{t('interventions.ofCustomers', { n: format.countFull(arm.customers) })}</small>
                    )}
                  </td>
                ))}
                <td className={css.number}>
                  {one.lift === null ? '—' : format.points(one.lift.value)}
                  {one.lift && (
                    <small>
                      {format.rangeSigned(100 * one.lift.low, 100 * one.lift.high, (value) =>
                        format.decimal(value, 1),
                      )}
                    </small>
                  )}
                </td>
                <td className={css.number}>
                  {one.gainMinor === null ? '—' : format.moneySigned(one.gainMinor.value)}
                  {one.gainMinor && (
                    <small>
                      {format.range(one.gainMinor.low, one.gainMinor.high, (minor) =>
                        format.moneyBare(minor),
                      )}
                    </small>
                  )}
                </td>
                <td>{verdict(one)}</td>
                <td>
                  <Button kind="link" onClick={() => void attempt(() => forgetCampaign(client, one.id))}>
                    {t('interventions.forget')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}
