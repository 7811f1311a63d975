import { useState } from 'react'
import {
  RECOVERY_STAGES,
  type RecallArm,
  type SilentRecall,
  type SilentSummary,
} from '../../../shared/contract/silent.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { Choice } from '../../ui/Choice.tsx'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Panel } from '../../ui/Panel.tsx'
import css from './Silent.module.css'
import type { Telling } from './sentences.ts'

interface RecallPanelProps {
  readonly summary: SilentSummary
  readonly telling: Telling
}

const shareOf = (n: number | null, of: number): number | null => (n === null || of === 0 ? null : n / of)

/** Recovery is a way, not one order: how far those recalled got, against who was left alone, and what the returners were worth. */
export function RecallPanel({ summary, telling }: RecallPanelProps) {
  const { t, format } = telling
  const { recalls } = summary
  const [chosen, setChosen] = useState(0)
  const recall = recalls[Math.min(chosen, recalls.length - 1)]
  if (recall === undefined)
    return (
      <Panel title={t('silent.recallTitleNone')}>
        <p className={css.quiet}>{t('silent.recallNone')}</p>
      </Panel>
    )
  const { treated, control, lift } = recall
  const title =
    lift === null
      ? t('silent.recallTitlePlain', {
          share: format.probability(shareOf(treated.returned, treated.customers)),
        })
      : lift.low <= 0 && lift.high >= 0
        ? t('silent.recallTitleOpen', {
            points: pointsOf(lift.value, telling),
            range: rangeOf(recall, telling),
          })
        : t('silent.recallTitle', { points: pointsOf(lift.value, telling), range: rangeOf(recall, telling) })
  const names = stageNames(telling)
  const measures = followUps(telling)
  const table: ChartTable = {
    columns: [
      { label: t('silent.colStage') },
      { label: t('silent.colTreated'), format: format.countFull },
      { label: t('silent.colTreatedShare'), format: format.probability },
      { label: t('silent.colControl'), format: format.countFull },
      { label: t('silent.colControlShare'), format: format.probability },
    ],
    rows: RECOVERY_STAGES.map((stage, i) => [
      names[stage],
      treated.reached[i] ?? null,
      shareOf(treated.reached[i] ?? null, treated.customers),
      control.reached[i] ?? null,
      shareOf(control.reached[i] ?? null, control.customers),
    ]),
  }
  const bar = (share: number | null) => ({ '--share': share ?? 0 }) as React.CSSProperties
  return (
    <FigurePanel
      drawn={false}
      title={title}
      sub={[
        recall.controlKind === 'held-out' ? t('silent.heldOut') : t('silent.matched'),
        recall.isComplete ? t('silent.complete') : t('silent.incomplete'),
      ].join(t('common.separator'))}
      name={title}
      table={table}
      fileName="silent-recall"
      tools={
        <Choice
          quiet
          label={t('silent.recallLabel')}
          options={recalls.map((one, i) => ({
            value: String(i),
            label: `${format.date(one.firstDay)} ${one.campaign}`,
          }))}
          value={String(Math.min(chosen, recalls.length - 1))}
          widthPx={240}
          onChange={(value) => setChosen(Number(value))}
        />
      }
    >
      <div className={css.recall}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('silent.colStage')}</th>
              <th scope="col" className={css.number}>
                {t('silent.armTreated', { n: format.countFull(treated.customers) })}
              </th>
              <th scope="col" className={css.number}>
                {t('silent.armControl', { n: format.countFull(control.customers) })}
              </th>
            </tr>
          </thead>
          <tbody>
            {RECOVERY_STAGES.map((stage, i) => (
              <tr key={stage}>
                <th scope="row">{names[stage]}</th>
                {[treated, control].map((arm, side) => {
                  const share = shareOf(arm.reached[i] ?? null, arm.customers)
                  return (
                    <td key={side} className={css.number}>
                      <span className={css.bar} style={bar(share)} data-side={side}>
                        {share === null ? t('silent.unknown') : format.probability(share)}
                      </span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('silent.colFollow')}</th>
              <th scope="col" className={css.number}>
                {t('silent.colTreated')}
              </th>
              <th scope="col" className={css.number}>
                {t('silent.colControl')}
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ name, note, text }) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {note !== undefined && <small>{note}</small>}
                </th>
                <td className={css.number}>{text(treated)}</td>
                <td className={css.number}>{text(control)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}

const pointsOf = (value: number, { format }: Telling) => format.points(value)
const rangeOf = ({ lift }: SilentRecall, { format }: Telling) =>
  format.rangeSigned(100 * (lift?.low ?? 0), 100 * (lift?.high ?? 0), (value) => format.decimal(value, 1))

const stageNames = ({ t }: Telling) => ({
  browse: t('silent.stageBrowse'),
  checkIn: t('silent.stageCheckIn'),
  cart: t('silent.stageCart'),
  order: t('silent.stageOrder'),
  secondOrder: t('silent.stageSecond'),
})

/** What became of those who returned, within 90 days. */
const followUps = ({ t, format }: Telling) => [
  { name: t('silent.followReturned'), text: (arm: RecallArm) => format.countFull(arm.returned) },
  {
    name: t('silent.followHunters'),
    note: t('silent.followHuntersNote'),
    text: (arm: RecallArm) => format.probability(shareOf(arm.hunters, arm.returned)),
  },
  {
    name: t('silent.followRepurchase'),
    text: (arm: RecallArm) => format.probability(shareOf(arm.repurchased, arm.returned)),
  },
  { name: t('silent.followBasket'), text: (arm: RecallArm) => format.unitCost(arm.basketMinor) },
]
