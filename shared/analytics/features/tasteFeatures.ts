import type { FeatureGroup, FeatureUnit } from '../../contract/features.ts'
import { ofBuyers, type CustomerState } from './customerState.ts'
import { POPULAR_DAYS } from './productPopulation.ts'
import { favouriteUnsoldDays } from './favourite.ts'
import type { TasteMeans } from './productTaste.ts'
import { feature, type Feature } from './spec.ts'

type Names = readonly [string, string]

const OF_LAST: Names = ['（上次购买）', ' (last order)']
const KINDS: readonly {
  readonly key: string
  readonly group?: FeatureGroup
  readonly unit: FeatureUnit
  readonly names: Names
  readonly read: (means: TasteMeans) => number
}[] = [
  {
    key: 'productPopularity',
    unit: 'plain',
    names: [
      '所买商品近 30 天热度（每万行明细）',
      'popularity of the products bought, in 10,000 lines of the last 30 days',
    ],
    read: (means) => means.popularity,
  },
  {
    key: 'productReturns',
    unit: 'share',
    names: [
      '所买商品的回购率（买后 60 天内再下单）',
      'share of buyers of such products who ordered again within 60 days',
    ],
    read: (means) => means.returnShare,
  },
  {
    key: 'productPeers',
    unit: 'share',
    names: [
      '所买商品的其他买家近 30 天活跃率',
      'share of other buyers of such products who ordered in the last 30 days',
    ],
    read: (means) => means.activePeers,
  },
  {
    key: 'unsoldShare',
    group: 'availability',
    unit: 'share',
    names: ['所买商品中已停售的占比', 'share of the lines whose product is no longer sold'],
    read: (means) => means.unsoldShare,
  },
]

const FAVOURITE_UNSOLD = 'favouriteUnsoldDays'
const KEYS = new Set([...KINDS.flatMap(({ key }) => [key, `${key}Last`]), FAVOURITE_UNSOLD])

/** Whether a feature compares the customer's products with those of a population. */
export function isTaste(key: string): boolean {
  return KEYS.has(key)
}

/** What sort of products a customer buys, by how they fare in the shop; see `ProductTaste`. */
export function tasteFeatures(): Feature<CustomerState>[] {
  const means = KINDS.flatMap(({ key, group = 'variety', unit, names: [zh, en], read }) =>
    (['all', 'last'] as const).map((which) =>
      feature<CustomerState>(
        which === 'all' ? key : `${key}Last`,
        group,
        unit,
        which === 'all' ? [zh, en] : [`${zh}${OF_LAST[0]}`, `${en}${OF_LAST[1]}`],
        ofBuyers((p) =>
          p.taste === null ? NaN : read(p.taste.meansOf(which, p.asOfDay - p.lastDay < POPULAR_DAYS)),
        ),
      ),
    ),
  )
  const favourite = feature<CustomerState>(
    FAVOURITE_UNSOLD,
    'availability',
    'days',
    [
      '买得最多的商品已停售天数（0 = 在售）',
      'days since the shop last sold the product bought most (0 = it is sold)',
    ],
    ofBuyers(favouriteUnsoldDays),
  )
  return [...means, favourite]
}
