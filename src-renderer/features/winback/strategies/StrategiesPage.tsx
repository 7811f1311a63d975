import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { ENGINE_VERSIONS } from '../../../../shared/contract/version.ts'
import { useCommands, type Command } from '../../../app/commands.ts'
import { useT } from '../../../locale/t.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { ChartPanel } from '../../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../../ui/chartTokens.ts'
import { NumberStrip } from '../../../ui/NumberStrip.tsx'
import { Page } from '../../../ui/Page.tsx'
import { toast } from '../../../ui/toastStore.ts'
import { valueLinesOption, valueLinesTable } from '../charts/valueLines.ts'
import { ScenarioChoice } from '../ScenarioBar.tsx'
import { useTelling } from '../useTelling.ts'
import css from '../Winback.module.css'
import { minor } from '../words.ts'
import { DRAWS, measuresOf, mostValue, profitAt, SEED, startValue, worldsOf } from './measures.ts'
import { MeasureRows } from './MeasureRows.tsx'
import { ownPlan } from './ownPlan.ts'
import { PairPanel } from './PairPanel.tsx'
import { exact, pairOf, strategiesFinding, strategiesStrip, strategyName } from './sentences.ts'
import { addStrategy, redoStrategies, undoStrategies, useStrategies } from './store.ts'
import { StrategyCards } from './StrategyCards.tsx'
import { WhyPanel } from './WhyPanel.tsx'

/** Which plan earns more, how sure that is, and what the reported ROIs do not say. */
export function StrategiesPage() {
  const t = useT()
  const { input, strategies, result, past, future, pair: names, value: moved } = useStrategies()
  const telling = useTelling(input.currency ?? 'CNY')
  const { format } = telling
  const tokens = useChartTokens()
  const most = useMemo(() => mostValue(result), [result])
  const value = Math.min(most, moved ?? startValue(result))
  const pair = pairOf(result, names)
  const late = useDeferredValue(value)
  const worlds = useMemo(() => worldsOf(result, strategies, late), [result, strategies, late])
  const measures = useMemo(() => measuresOf(result, strategies, worlds), [result, strategies, worlds])
  const lines = useMemo(
    () =>
      result.strategies.map((one, i) => ({
        name: strategyName(one.name, telling),
        profitAt: (at: number) => profitAt(one, strategies[i]?.organicReturn ?? 0, at),
      })),
    [result, strategies, telling],
  )
  const tie = pair?.tieValuePerReturn ?? null
  const option = useMemo(
    () => valueLinesOption(lines, most, value, tie, tokens, telling),
    [lines, most, value, tie, tokens, telling],
  )
  const table = useMemo(() => valueLinesTable(lines, most, telling), [lines, most, telling])
  useCommands(
    'strategies',
    useMemo<Command[]>(
      () => [
        { id: 'whatif.undo', title: 'whatif.undo', keys: 'Ctrl Z', run: undoStrategies },
        { id: 'whatif.redo', title: 'whatif.redo', keys: 'Ctrl Shift Z', run: redoStrategies },
      ],
      [],
    ),
  )
  const addOwn = () => {
    const own = ownPlan(t('whatif.ownPlan'))
    if (own) addStrategy(own)
    else toast({ text: t('whatif.ownNone') })
  }
  const addBlank = () => {
    const name = t('whatif.newStrategy', { n: String(result.strategies.length + 1) })
    addStrategy({ name, cost: 10_000, reached: 10_000, returned: 200 })
  }
  const linesTitle =
    tie !== null && tie > 0 ? t('whatif.linesTie', { value: exact(tie, format) }) : t('whatif.linesTitle')
  return (
    <Page
      title={t('whatif.strategiesTitle')}
      selectors={<ScenarioChoice />}
      actions={
        <>
          <IconButton
            framed
            label={t('whatif.undo')}
            keys="Ctrl Z"
            icon={<IconArrowBackUp size={16} />}
            disabled={past.length === 0}
            onClick={undoStrategies}
          />
          <IconButton
            framed
            label={t('whatif.redo')}
            keys="Ctrl Shift Z"
            icon={<IconArrowForwardUp size={16} />}
            disabled={future.length === 0}
            onClick={redoStrategies}
          />
          <Button icon={<IconPlus size={16} />} onClick={addBlank}>
            {t('whatif.addStrategy')}
          </Button>
          <Button kind="filled" onClick={addOwn}>
            {t('whatif.addOwn')}
          </Button>
        </>
      }
      finding={strategiesFinding(result, pair, worlds, telling)}
      sub={[
        t('whatif.subStrategies', { n: format.countFull(result.strategies.length) }),
        t('whatif.subValue', { value: format.unitCost(minor(worlds.value)) }),
        t('whatif.subWilson'),
        t('whatif.subWorlds', { draws: format.countFull(DRAWS) }),
      ]}
      status={t('whatif.statusTotals')}
      statusRight={t('whatif.statusEngine', { seed: String(SEED), version: ENGINE_VERSIONS.winback })}
    >
      <div className={css.page}>
        {pair && (
          <NumberStrip
            label={t('whatif.strategiesTitle')}
            items={strategiesStrip(result, pair, worlds, telling)}
          />
        )}
        <div className={css.grid}>
          <StrategyCards value={value} most={most} telling={telling} />
          <div className={css.stack}>
            <MeasureRows measures={measures} value={worlds.value} telling={telling} />
            <ChartPanel
              title={linesTitle}
              sub={t('whatif.linesSub')}
              name={linesTitle}
              option={option}
              table={table}
              heightPx={280}
              fileName="winback-value"
            />
            {pair && (
              <WhyPanel
                result={result}
                strategies={strategies}
                pair={pair}
                value={worlds.value}
                telling={telling}
              />
            )}
          </div>
          {pair && (
            <div className={css.stack}>
              <PairPanel result={result} pair={pair} worlds={worlds} telling={telling} />
            </div>
          )}
        </div>
      </div>
    </Page>
  )
}
