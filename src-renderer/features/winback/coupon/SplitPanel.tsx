import { IconAlertTriangle } from '@tabler/icons-react'
import { useT } from '../../../locale/t.ts'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import type { Source } from '../provenance.ts'
import type { Redeemers, Unsubsidised } from '../model/subsidy.ts'
import { minor, type Telling } from '../words.ts'
import css from './Coupon.module.css'

interface SplitPanelProps {
  readonly redeemers: Redeemers
  readonly source: Source
  readonly faceValue: number
  readonly unsubsidised: Unsubsidised
  readonly telling: Telling
}

/** Redeemed coupons as one bar: won and staying, hunters, anyway, leaked. */
export function SplitPanel({ redeemers, source, faceValue, unsubsidised, telling }: SplitPanelProps) {
  const t = useT()
  const { format } = telling
  const { all, staying, hunters } = redeemers
  const parts = [
    { key: 'won', name: t('whatif.splitWon'), n: staying, note: t('whatif.splitWonNote') },
    { key: 'hunters', name: t('whatif.splitHunters'), n: hunters, note: t('whatif.splitHuntersNote') },
    { key: 'anyway', name: t('whatif.splitAnyway'), n: redeemers.anyway, note: t('whatif.splitAnywayNote') },
    { key: 'leaked', name: t('whatif.splitLeaked'), n: redeemers.leaked, note: t('whatif.splitLeakedNote') },
  ] as const
  const money = (n: number) => format.moneyFull(minor(n * faceValue))
  const title = t('whatif.splitTitle', {
    n: format.countFull(all),
    won: format.share(all > 0 ? (staying + hunters) / all : null),
    stay: format.share(all > 0 ? staying / all : null),
  })
  let from = 0
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.splitSub')}
      name={title}
      fileName="winback-coupons"
      table={{
        columns: [
          { label: t('whatif.splitWho') },
          { label: t('whatif.redeemed'), format: (n) => format.decimal(n, 1) },
          {
            label: t('whatif.amount'),
            unit: format.currencySign,
            format: (units) => format.moneyBare(minor(units)),
          },
        ],
        rows: parts.map(({ name, n }) => [name, n, n * faceValue]),
      }}
    >
      <svg className={css.bar} viewBox="0 0 600 30" preserveAspectRatio="none" role="img" aria-label={title}>
        <rect className={css.ground} x={0} y={0} width={600} height={30} />
        {parts.map(({ key, n }) => {
          const width = all > 0 ? (600 * n) / all : 0
          const x = from
          from += width
          return (
            <rect key={key} className={css[key]} x={x} y={0} width={Math.max(0, width - 1)} height={30} />
          )
        })}
      </svg>
      <ul className={css.parts}>
        {parts.map(({ key, name, n, note }) => (
          <li key={key}>
            <i aria-hidden="true" className={css[key]} />
            <b>{name}</b>
            <span>
              <ProvenanceNumber
                where="cell"
                value={source(format.countFull(n), name, 'whatif.formulaSplit')}
              />
              {` · ${money(n)}`}
            </span>
            <small>{note}</small>
          </li>
        ))}
      </ul>
      <p className={unsubsidised.isFalling ? css.falling : css.say}>
        {unsubsidised.isFalling && <IconAlertTriangle size={16} stroke={1.5} aria-hidden="true" />}
        {t(unsubsidised.isFalling ? 'whatif.unsubsidisedFalling' : 'whatif.unsubsidisedNow', {
          share: format.share(unsubsidised.now),
          opened: format.share(unsubsidised.opened),
        })}
      </p>
    </FigurePanel>
  )
}
