import { IconTrash } from '@tabler/icons-react'
import { useT } from '../../../locale/t.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Choice } from '../../../ui/Choice.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import winback from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { strategyName } from './sentences.ts'
import css from './Strategies.module.css'
import { changeStrategy, comparePair, removeStrategy, useStrategies, valueReturnsAt } from './store.ts'

interface StrategyCardsProps {
  readonly value: number
  readonly most: number
  readonly telling: Telling
}

/** Value of a return first, then the totals of every strategy, all of them editable. */
export function StrategyCards({ value, most, telling }: StrategyCardsProps) {
  const t = useT()
  const { format } = telling
  const { strategies, result, pair, problem } = useStrategies()
  const money = (units: number) => format.unitCost(minor(units))
  const names = result.strategies.map(({ name }) => ({ value: name, label: strategyName(name, telling) }))
  return (
    <Panel title={t('whatif.levers')}>
      <div className={winback.levers}>
        <div className={`${winback.part} ${winback.main}`}>
          <SliderField
            label={t('whatif.valuePerReturn')}
            value={value}
            min={0}
            max={most}
            step={most / 200}
            show={money}
            valueText={money(value)}
            onChange={valueReturnsAt}
            ends
          />
          {names.length > 2 && (
            <div className={css.pair}>
              <Choice
                quiet
                label={t('whatif.pairFirst')}
                options={names}
                value={pair[0]}
                onChange={(a) => comparePair([a, pair[1]])}
              />
              <Choice
                quiet
                label={t('whatif.pairSecond')}
                options={names}
                value={pair[1]}
                onChange={(b) => comparePair([pair[0], b])}
              />
            </div>
          )}
        </div>
        <div className={css.cards}>
          {result.strategies.map((one, i) => {
            const given = strategies[i]
            const problemHere = problem?.path.startsWith(`strategies[${i}]`) === true
            const row = (
              label: string,
              field: string,
              at: number,
              max: number,
              show: (n: number) => string,
              min = 0,
            ) => (
              <div className={winback.row}>
                <span className={winback.name}>{label}</span>
                <span className={winback.entry}>
                  <NumberField
                    bare
                    label={`${strategyName(one.name, telling)}: ${label}`}
                    value={at}
                    min={min}
                    max={max}
                    show={show}
                    onCommit={(next) => changeStrategy([i, field], next)}
                  />
                </span>
              </div>
            )
            return (
              <section key={one.name} className={css.card} aria-label={strategyName(one.name, telling)}>
                <div className={css.head}>
                  <h3>{strategyName(one.name, telling)}</h3>
                  {result.strategies.length > 1 && (
                    <IconButton
                      small
                      label={t('whatif.removeStrategy', { name: strategyName(one.name, telling) })}
                      icon={<IconTrash size={14} />}
                      onClick={() => removeStrategy(one.name)}
                    />
                  )}
                </div>
                {row(t('whatif.cost'), 'cost', one.cost, 1e12, (n) => format.moneyFull(minor(n)))}
                {row(t('whatif.reached'), 'reached', one.reached, 1e12, format.countFull, 1)}
                {row(t('whatif.returned'), 'returned', one.returned, one.reached, format.countFull)}
                {given?.roi !== undefined &&
                  row(t('whatif.reportedRoi'), 'roi', given.roi, 1e6, format.share, -1)}
                {row(
                  t('whatif.organicShare'),
                  'organicReturn',
                  given?.organicReturn ?? 0,
                  1,
                  (n) => `${format.decimal(n * 100, 2)}%`,
                )}
                {problemHere && (
                  <p role="alert" className={winback.problem}>
                    {t('whatif.refused', { allowed: String(problem.detail['allowed'] ?? '') })}
                    {t('common.separator')}
                    {t('common.stillLast')}
                  </p>
                )}
              </section>
            )
          })}
        </div>
      </div>
    </Panel>
  )
}
