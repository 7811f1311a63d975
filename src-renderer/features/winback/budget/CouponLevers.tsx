import { memo } from 'react'
import { eligibleShare, mostFace } from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { FieldLever, SliderLever } from '../Lever.tsx'
import { redemptionLimits } from '../model/limits.ts'
import { useOfProject } from '../project/audience.ts'
import { changeAll } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'

interface CouponLeversProps {
  /** of any budget */
  readonly frame: Scenario
  readonly telling: Telling
}

/** Face value, what share is redeemed, and from which basket on; sliders stop where a value would be refused. */
export const CouponLevers = memo(function CouponLevers({ frame, telling: { format } }: CouponLeversProps) {
  const t = useT()
  const { offer } = frame
  const baskets = useOfProject((state) => state.audience?.basketQuantiles)
  // until somebody types another share it is that of the shop's own baskets, also for another minimum
  const isOfBaskets =
    baskets !== undefined &&
    baskets.length > 0 &&
    offer?.minimumSpend !== undefined &&
    Math.abs(eligibleShare(baskets, offer.minimumSpend) - offer.eligibleShare) < 1e-9
  if (offer === undefined) return null
  const money = (units: number) => format.moneyFull(minor(units))
  const most = mostFace(frame)
  const [least, greatest] = redemptionLimits(frame)
  const isRate = offer.redemption !== undefined
  return (
    <div className={css.part}>
      <h3>{t('whatif.coupon')}</h3>
      <SliderLever
        label={t('whatif.face')}
        path={['offer', 'faceValue']}
        value={offer.faceValue}
        min={0}
        max={most}
        step={1}
        show={money}
      />
      {isRate ? (
        <SliderLever
          label={t('whatif.redemption')}
          path={['offer', 'redemption']}
          value={offer.redemption ?? 0}
          min={least}
          max={greatest}
          step={0.0005}
          show={(share) => `${format.decimal(share * 100, 2)}%`}
        />
      ) : (
        <SliderLever
          label={t('whatif.redeemShare')}
          path={['offer', 'redeemShare']}
          value={offer.redeemShare ?? 0}
          min={0}
          max={1}
          step={0.01}
          show={format.share}
        />
      )}
      <FieldLever
        label={t('whatif.minimumSpend')}
        path={['offer', 'minimumSpend']}
        value={offer.minimumSpend ?? 0}
        min={0}
        max={1e6}
        show={money}
        onCommit={
          isOfBaskets
            ? (next) =>
                changeAll([
                  [['offer', 'minimumSpend'], next],
                  [['offer', 'eligibleShare'], next > 0 ? eligibleShare(baskets, next) : 1],
                ])
            : undefined
        }
      />
      <FieldLever
        label={t('whatif.eligible')}
        path={['offer', 'eligibleShare']}
        value={offer.eligibleShare}
        source={isOfBaskets ? 'measured' : undefined}
        min={0}
        max={1}
        show={format.share}
      />
    </div>
  )
})
