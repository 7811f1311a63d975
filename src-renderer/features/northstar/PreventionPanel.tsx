import { useState } from 'react'
import { prevention, type PreventionReading } from '../../../shared/analytics/lifetime/prevention.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { SliderField } from '../../ui/SliderField.tsx'
import type { ShopChurn } from './months.ts'
import css from './NorthStar.module.css'
import { percent, type Telling } from './sentences.ts'

type Meaning = 'points' | 'part'

/** Months of a year, to take a yearly discount apart. */
const MONTHS = 12
/** where the share of revenue that is left as margin begins */
const START_MARGIN_RATE = 0.3

interface PreventionPanelProps {
  /** null where the core is too small or too young to have a rate */
  readonly shop: ShopChurn | null
  readonly telling: Telling
}

/** What a little less churn is worth, and which of two things a claim of "1.5% less" means. */
export function PreventionPanel({ shop, telling }: PreventionPanelProps) {
  const { t, format } = telling
  const [monthlyChurn, setChurn] = useState(0.0983)
  const [fall, setFall] = useState(0.015)
  const [yearlyDiscount, setDiscount] = useState(0)
  const [marginMinor, setMargin] = useState(5_000)
  const [marginRate, setMarginRate] = useState(START_MARGIN_RATE)
  const [meaning, setMeaning] = useState<Meaning | null>(null)
  const monthlyDiscount = (1 + yearlyDiscount) ** (1 / MONTHS) - 1
  const found = prevention({ marginMinor, monthlyChurn, monthlyDiscount }, fall)
  const chosen = meaning === null ? null : found[meaning]
  const twoDecimals = (share: number) => `${format.decimal(100 * share, 2)}%`
  const oneDecimal = (share: number) => `${format.decimal(100 * share, 1)}%`
  const lift = percent(chosen?.lift, format)
  const words = { points: t('northstar.preventPoints'), part: t('northstar.preventPart') }
  const row = (of: Meaning, reading: PreventionReading | null) => (
    <tr className={cx(meaning === of && css.chosen)}>
      <th scope="row">{words[of]}</th>
      <td className={css.number}>
        {reading === null
          ? '—'
          : t('northstar.preventChurn', {
              before: twoDecimals(monthlyChurn),
              after: twoDecimals(reading.churnAfter),
            })}
      </td>
      <td className={css.number}>{format.money(reading?.valueMinor)}</td>
      <td className={css.number}>{reading === null ? '—' : `+${oneDecimal(reading.lift)}`}</td>
    </tr>
  )
  const said = (text: string) => (chosen === null ? text : t('northstar.preventValue', { value: text, lift }))
  const liftOf = (reading: PreventionReading | null) =>
    reading === null ? '—' : `+${oneDecimal(reading.lift)}`
  const title =
    meaning === null
      ? t('northstar.preventTitleAsk', {
          fall: oneDecimal(fall),
          points: liftOf(found.points),
          part: liftOf(found.part),
        })
      : chosen === null
        ? t('northstar.preventTitleNone')
        : t('northstar.preventTitle', { lift })
  const useShop = () => {
    if (shop === null) return
    setChurn(Math.min(0.5, Math.max(0.005, shop.rate.value)))
    setMargin(Math.min(100_000, Math.max(100, Math.round(shop.revenueMinor * marginRate))))
  }
  return (
    <Panel
      title={title}
      sub={t('northstar.preventSub')}
      tools={
        <Segmented<Meaning | ''>
          label={t('northstar.preventAsk')}
          options={[
            { value: 'points', label: t('northstar.preventPoints') },
            { value: 'part', label: t('northstar.preventPart') },
          ]}
          value={meaning ?? ''}
          onChange={(value) => value !== '' && setMeaning(value)}
        />
      }
    >
      {shop !== null && (
        <p className={css.shop}>
          {t('northstar.preventShop', {
            rate: twoDecimals(shop.rate.value),
            low: format.decimal(100 * shop.rate.low, 2),
            high: format.decimal(100 * shop.rate.high, 2),
            n: format.countFull(shop.nMonths),
            revenue: format.moneyFull(shop.revenueMinor),
          })}
          <Button kind="link" onClick={useShop}>
            {t('northstar.preventUseShop', { margin: format.share(marginRate) })}
          </Button>
        </p>
      )}
      <div className={css.prevent}>
        <div className={css.levers}>
          <SliderField
            label={t('northstar.preventNow')}
            value={monthlyChurn}
            min={0.005}
            max={0.5}
            step={0.0001}
            show={twoDecimals}
            valueText={said(twoDecimals(monthlyChurn))}
            onChange={setChurn}
          />
          <SliderField
            label={t('northstar.preventFall')}
            value={fall}
            min={0}
            max={0.2}
            step={0.001}
            show={oneDecimal}
            valueText={said(oneDecimal(fall))}
            onChange={setFall}
          />
          <SliderField
            label={t('northstar.preventMargin')}
            value={marginMinor / 100}
            min={1}
            max={1_000}
            step={1}
            show={(units) => format.moneyFull(100 * units)}
            valueText={said(format.moneyFull(marginMinor))}
            onChange={(units) => setMargin(Math.round(100 * units))}
          />
          {shop !== null && (
            <SliderField
              label={t('northstar.preventMarginRate')}
              value={marginRate}
              min={0.01}
              max={1}
              step={0.01}
              show={format.share}
              valueText={format.share(marginRate)}
              onChange={setMarginRate}
            />
          )}
          <SliderField
            label={t('northstar.preventDiscount')}
            value={yearlyDiscount}
            min={0}
            max={0.5}
            step={0.01}
            show={format.share}
            valueText={said(format.share(yearlyDiscount))}
            onChange={setDiscount}
          />
        </div>
        <table className={css.guard}>
          <thead>
            <tr>
              <th scope="col">{t('northstar.preventMeaning')}</th>
              <th scope="col" className={css.number}>
                {t('northstar.preventColChurn')}
              </th>
              <th scope="col" className={css.number}>
                {t('northstar.preventColValue')}
              </th>
              <th scope="col" className={css.number}>
                {t('northstar.preventColLift')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('northstar.preventBefore')}</th>
              <td className={css.number}>{twoDecimals(monthlyChurn)}</td>
              <td className={css.number}>{format.money(found.before)}</td>
              <td className={css.number}>—</td>
            </tr>
            {row('points', found.points)}
            {row('part', found.part)}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
