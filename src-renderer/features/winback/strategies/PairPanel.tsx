import type { StrategiesResult, StrategyPair } from '../../../../shared/contract/winbackResult.ts'
import { useT } from '../../../locale/t.ts'
import type { ChartTable } from '../../../ui/chartTable.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import winback from '../Winback.module.css'
import type { Telling } from '../words.ts'
import { beats, type Worlds } from './measures.ts'
import { exact, noteTexts, rateRange, strategyName, systemTexts } from './sentences.ts'
import css from './Strategies.module.css'

interface PairPanelProps {
  readonly result: StrategiesResult
  readonly pair: StrategyPair
  readonly worlds: Worlds
  readonly telling: Telling
}

/** The pair in figures, the values per return that its ROIs imply, and what must be said beside them. */
export function PairPanel({ result, pair, worlds, telling }: PairPanelProps) {
  const t = useT()
  const { format } = telling
  const a = result.strategies.find(({ name }) => name === pair.a)
  const b = result.strategies.find(({ name }) => name === pair.b)
  if (!a || !b) return null
  const names = [strategyName(a.name, telling), strategyName(b.name, telling)] as const
  const money = (value: number | null | undefined) => exact(value ?? null, format)
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : `${format.decimal(value * 100, 3)}%`
  const rows: readonly (readonly [string, string, string])[] = [
    [t('whatif.cost'), format.moneyFull(a.cost * 100), format.moneyFull(b.cost * 100)],
    [t('whatif.reached'), format.countFull(a.reached), format.countFull(b.reached)],
    [t('whatif.returned'), format.countFull(a.returned), format.countFull(b.returned)],
    [t('whatif.perContact'), money(a.costPerContact), money(b.costPerContact)],
    [t('whatif.perReturn'), money(a.costPerReturn), money(b.costPerReturn)],
    [
      t('whatif.winRate'),
      `${format.share(a.winRate.value)} (${rateRange(a.winRate.low, a.winRate.high)})`,
      `${format.share(b.winRate.value)} (${rateRange(b.winRate.low, b.winRate.high)})`,
    ],
    [t('whatif.impliedNet'), money(a.impliedValuePerReturn?.net), money(b.impliedValuePerReturn?.net)],
    [t('whatif.impliedGross'), money(a.impliedValuePerReturn?.gross), money(b.impliedValuePerReturn?.gross)],
    [
      t('whatif.organicBreakEven'),
      share(a.breakEvenOrganicReturn?.net),
      share(b.breakEvenOrganicReturn?.net),
    ],
  ]
  const title = t('whatif.pairTitle', { a: names[0], b: names[1] })
  const table: ChartTable = {
    columns: [{ label: t('whatif.measure') }, { label: names[0] }, { label: names[1] }],
    rows: [
      ...rows,
      [t('whatif.difference'), rateRange(pair.difference.low, pair.difference.high), ''],
      [t('whatif.tie'), money(pair.tieValuePerReturn), ''],
      [t('whatif.beats'), format.probability(beats(worlds, pair)), ''],
    ],
  }
  return (
    <FigurePanel title={title} name={title} table={table} fileName="winback-pair" drawn={false}>
      <table className={winback.table}>
        <thead>
          <tr>
            <th>{t('whatif.measure')}</th>
            <th>{names[0]}</th>
            <th>{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, ours, theirs]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <Cell text={ours} />
              <Cell text={theirs} />
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={css.notes} aria-label={t('whatif.notes')}>
        {[...noteTexts(result, pair, telling), ...systemTexts(pair, worlds, telling)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </FigurePanel>
  )
}

/** An interval stands under its value. */
function Cell({ text }: { readonly text: string }) {
  const [, value, range] = /^(.*?) (\(.*\))$/.exec(text) ?? [text, text, '']
  return (
    <td>
      {value}
      {range !== '' && <span className={winback.second}>{range}</span>}
    </td>
  )
}
