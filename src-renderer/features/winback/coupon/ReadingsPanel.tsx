import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import type { Reading } from '../model/couponPicture.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'

interface ReadingsPanelProps {
  readonly readings: readonly [Reading, Reading]
  readonly redemption: number
  readonly most: number
  readonly onRedemption: (redemption: number) => void
  readonly telling: Telling
}

/** One redemption rate, read as habit and as pull: pure cost, or more people. */
export function ReadingsPanel({ readings, redemption, most, onRedemption, telling }: ReadingsPanelProps) {
  const t = useT()
  const { format } = telling
  const [habit, pull] = readings
  const rate = (share: number) => `${format.decimal(share * 100, 2)}%`
  const money = (of: Reading) => format.moneyFull(of.result ? minor(of.result.totals.profit) : null)
  const count = (value: number | undefined) => format.countFull(value ?? null)
  const rows: readonly (readonly [string, string, string])[] = [
    [
      t('whatif.solvedFor'),
      habit.solved === null ? '—' : t('whatif.solvedHabit', { share: format.share(habit.solved) }),
      pull.solved === null ? '—' : t('whatif.solvedPull', { times: format.decimal(pull.solved, 2) }),
    ],
    [
      t('whatif.returns'),
      count(habit.result?.totals.incrementalReturns),
      count(pull.result?.totals.incrementalReturns),
    ],
    [
      t('whatif.redeemed'),
      count(habit.result?.totals.couponsRedeemed),
      count(pull.result?.totals.couponsRedeemed),
    ],
    [t('whatif.profit'), money(habit), money(pull)],
    [t('whatif.feasible'), range(habit), range(pull)],
  ]
  function range(of: Reading): string {
    return of.range === null ? '—' : `${rate(of.range[0])}–${rate(of.range[1])}`
  }
  const title =
    habit.result && pull.result
      ? t('whatif.readingsTitle', { habit: money(habit), pull: money(pull) })
      : t('whatif.readingsOut', { name: habit.result ? t('whatif.pull') : t('whatif.habit') })
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.readingsSub')}
      name={title}
      table={{
        columns: [{ label: t('whatif.measure') }, { label: t('whatif.habit') }, { label: t('whatif.pull') }],
        rows,
      }}
      fileName="winback-readings"
      drawn={false}
    >
      <SliderField
        label={t('whatif.readRedemption')}
        value={Math.min(most, redemption)}
        min={0}
        max={most}
        step={0.0005}
        show={rate}
        valueText={rate(redemption)}
        onChange={onRedemption}
      />
      <table className={`${css.table} ${css.wraps}`}>
        <thead>
          <tr>
            <th>{t('whatif.measure')}</th>
            <th>{t('whatif.habit')}</th>
            <th>{t('whatif.pull')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, ours, theirs]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{ours}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {readings.map(
        (one) =>
          one.result === null &&
          one.range !== null && (
            <p key={one.kind} className={css.say}>
              {t('whatif.outOfReach', {
                name: t(one.kind === 'habit' ? 'whatif.habit' : 'whatif.pull'),
                low: rate(one.range[0]),
                high: rate(one.range[1]),
              })}
            </p>
          ),
      )}
    </FigurePanel>
  )
}
