import { useMemo } from 'react'
import type { SavedScenario } from '../../../../shared/contract/scenarios.ts'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { reasonSteps, stepEnds, waterfallOption, waterfallTable } from '../charts/waterfall.ts'
import { minor, type Telling } from '../words.ts'
import { beatsShare, differencesOf, headlineOf, whyOf } from './compare.ts'
import css from './Saved.module.css'
import { inputName, inputText, STEP_WORDS } from './words.ts'

interface ComparePanelsProps {
  /** two to four; the first is what the others are held against */
  readonly chosen: readonly SavedScenario[]
  readonly telling: Telling
}

/** What differs in the inputs, what differs in the results, and why the last earns more or less than the first. */
export function ComparePanels({ chosen, telling }: ComparePanelsProps) {
  const { t, format } = telling
  const inputs = chosen.map(({ state }) => state.input)
  const headlines = inputs.map(headlineOf)
  const differences = differencesOf(inputs)
  const money = (units: number | null | undefined) =>
    format.money(units === null || units === undefined ? null : minor(units))
  const decimal = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 6 })
  const rows: readonly (readonly [string, (i: number) => string])[] = [
    [t('whatif.profit'), (i) => money(headlines[i]?.profit)],
    [
      'P10–P90',
      (i) => {
        const band = headlines[i]?.spread.profit
        return band ? format.range(band.p10, band.p90, money) : '—'
      },
    ],
    [t('whatif.returns'), (i) => format.count(headlines[i]?.returns)],
    [t('whatif.costLine'), (i) => money(headlines[i]?.cost)],
    [t('whatif.contribution'), (i) => format.share(headlines[i]?.contribution ?? null)],
    [
      t('whatif.beatsFirst', { name: chosen[0]?.name ?? '' }),
      (i) => {
        const [first, own] = [headlines[0], headlines[i]]
        if (i === 0 || !first || !own) return '—'
        return format.share(beatsShare(own, first))
      },
    ],
  ]
  const names = chosen.map(({ id, name }) => (
    <th key={id} scope="col" className={css.number}>
      {name}
    </th>
  ))
  return (
    <>
      <div className={css.two}>
        <Panel title={t('whatif.compareResults')} sub={t('whatif.compareResultsSub')}>
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('whatif.measureName')}</th>
                  {names}
                </tr>
              </thead>
              <tbody>
                {rows.map(([name, text]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {chosen.map(({ id }, i) => (
                      <td key={id} className={css.number}>
                        {text(i)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
        <Panel
          title={t('whatif.compareInputs', { n: format.countFull(differences.length) })}
          sub={t('whatif.compareInputsSub')}
        >
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('whatif.input')}</th>
                  {names}
                </tr>
              </thead>
              <tbody>
                {differences.slice(0, DIFFERENCES_SHOWN).map(({ path, values }) => (
                  <tr key={path}>
                    <th scope="row">{inputName(path, t)}</th>
                    {chosen.map(({ id }, i) => (
                      <td key={id} className={css.number}>
                        {inputText(values[i], t, decimal)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
      </div>
      <WhyPanel from={chosen[0]!} to={chosen.at(-1)!} telling={telling} />
    </>
  )
}

const DIFFERENCES_SHOWN = 60

interface WhyPanelProps {
  readonly from: SavedScenario
  readonly to: SavedScenario
  readonly telling: Telling
}

function WhyPanel({ from, to, telling }: WhyPanelProps) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const why = useMemo(() => whyOf(from.state.input, to.state.input), [from, to])
  const steps = useMemo(
    () =>
      why === null
        ? []
        : reasonSteps(
            { name: from.name, amount: why.from },
            why.steps.map(({ step, gain }) => ({ name: t(STEP_WORDS[step]), gain })),
            { name: to.name, amount: why.to },
          ),
    [why, from, to, t],
  )
  const ends = useMemo(() => stepEnds(steps), [steps])
  const option = useMemo(() => waterfallOption(steps, ends, tokens, telling), [steps, ends, tokens, telling])
  const table = useMemo(() => waterfallTable(steps, telling), [steps, telling])
  if (why === null) return null
  const title = t('whatif.whyTitle', {
    a: to.name,
    b: from.name,
    money: format.moneySigned(minor(why.to - why.from)),
  })
  return (
    <ChartPanel
      title={title}
      sub={t('whatif.whySub')}
      name={title}
      option={option}
      table={table}
      heightPx={260}
      fileName="winback-why"
    />
  )
}
