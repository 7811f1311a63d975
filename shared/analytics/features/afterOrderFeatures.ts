import type { BehaviourName } from '../../contract/mapping.ts'
import { KINDS } from './behaviourFeatures.ts'
import { ACTIVE_DAYS, kindOf } from './behaviourState.ts'
import { bought, did, ofBehaviours, type CustomerState } from './customerState.ts'
import type { FeatureGroup } from '../../contract/features.ts'
import { feature, type Feature } from './spec.ts'
import { share, W365, W90 } from './windows.ts'

type Names = readonly [string, string]

const CART = kindOf('cartAdd')
const VISIT = kindOf('visit')

/** What a customer did on days after his last order, and how often activity ends in an order. */
export function afterOrderFeatures(present: ReadonlySet<BehaviourName>): Feature<CustomerState>[] {
  const perOrder = (key: string, kind: number, names: Names, group: FeatureGroup): Feature<CustomerState> =>
    feature(key, group, 'plain', names, ({ purchases, behaviours }) =>
      purchases === null || behaviours === null
        ? NaN
        : share(bought(purchases, 'orders', W90), did(behaviours, kind, W90)),
    )
  return [
    ...KINDS.filter(({ name, isMain }) => isMain && present.has(name)).map(
      ({ name, group, names: [zh, en] }) =>
        feature<CustomerState>(
          `${name}SinceOrder`,
          group,
          'count',
          [`上次购买后${zh}`, `${en} since last order`],
          ofBehaviours((b) => b.sinceOrder[kindOf(name)]!),
        ),
    ),
    feature(
      'activityAfterOrder',
      'activity',
      'days',
      ['上次购买到上次活跃天数', 'days from last order to last activity'],
      ({ purchases, behaviours }) =>
        purchases === null || behaviours === null ? NaN : behaviours.days.fromEnd(1) - purchases.lastDay,
      false,
    ),
    perOrder(
      'ordersPerActiveDay90d',
      ACTIVE_DAYS,
      ['近 90 天每活跃日订单数', 'orders per active day, last 90 days'],
      'activity',
    ),
    ...(present.has('cartAdd')
      ? [
          perOrder(
            'ordersPerCart90d',
            CART,
            ['近 90 天每次加购订单数', 'orders per cart add, last 90 days'],
            'carts',
          ),
        ]
      : []),
    ...(present.has('visit')
      ? [
          feature<CustomerState>(
            'ordersPerVisit',
            'visits',
            'plain',
            ['每次访问订单数', 'orders per visit'],
            ({ purchases, behaviours }) => {
              if (purchases === null || behaviours === null) return NaN
              return behaviours.observedDays < 365
                ? share(bought(purchases, 'orders', W90), did(behaviours, VISIT, W90))
                : share(bought(purchases, 'orders', W365), did(behaviours, VISIT, W365))
            },
          ),
        ]
      : []),
  ]
}
