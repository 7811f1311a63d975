import type { ContactState } from './contactState.ts'
import { bought, type CustomerState } from './customerState.ts'
import { windowKey, windowNames } from './orderFeatures.ts'
import { type FeatureUnit } from '../../contract/features.ts'
import { feature, type Feature } from './spec.ts'
import { againstBefore, share, W14, W180, W30, W365, W60, W90, WALL } from './windows.ts'

type Names = readonly [string, string]

function of(
  key: string,
  unit: FeatureUnit,
  names: Names,
  read: (contacts: ContactState) => number,
  group: 'contacts' | 'pressure' = 'contacts',
): Feature<CustomerState> {
  return feature(key, group, unit, names, ({ contacts }) => (contacts === null ? NaN : read(contacts)))
}

/** What the shop sent and how it was answered. */
export function contactFeatures(hasPurchases: boolean): Feature<CustomerState>[] {
  return [
    ...[W14, W30, W60, W90, W180, W365, WALL].map((window) =>
      of(
        windowKey('contacts', window),
        'count',
        windowNames(window, ['触达次数', 'contacts']),
        (c) => c.sums[window]!,
      ),
    ),
    of(
      'contactsTrend30d',
      'ratio',
      ['触达：近 30 天比前 30 天', 'contacts: last 30 days against the 30 before'],
      (c) => againstBefore(c.sums[W30]!, c.sums[W60]! - c.sums[W30]!, 0.5),
    ),
    of('contactRecency', 'days', ['距上次触达天数', 'days since last contact'], (c) => c.asOfDay - c.lastDay),
    of(
      'answerRecency',
      'days',
      ['距上次有回应的触达天数', 'days since the last answered contact'],
      (c) => c.asOfDay - c.lastAnswerDay,
    ),
    of(
      'contactsUnanswered',
      'count',
      ['连续未回应触达次数', 'contacts in a row without an answer'],
      (c) => c.nUnanswered,
    ),
    of('openedShare', 'share', ['触达打开率', 'share of contacts opened'], (c) =>
      share(c.nOpened, c.nOpenKnown),
    ),
    of('clickedShare', 'share', ['触达点击率', 'share of contacts clicked'], (c) =>
      share(c.nClicked, c.nClickKnown),
    ),
    of('redeemedShare', 'share', ['触达核销率', 'share of contacts redeemed'], (c) =>
      share(c.nRedeemed, c.nRedeemKnown),
    ),
    of('redeemedAll', 'count', ['累计核销次数', 'coupons redeemed'], (c) => c.nRedeemed),
    of('contactChannels', 'count', ['触达渠道数', 'channels of contacts'], (c) => c.channels.nDistinct),
    of(
      'silentSinceContact',
      'days',
      ['收到触达后没有动静的天数（0 = 没有这种情况）', 'days of silence since a contact (0 = none)'],
      (c) => c.silentSinceDays,
      'pressure',
    ),
    of(
      'contactsAtSilence',
      'count',
      ['失去动静前 30 天的触达次数', 'contacts in the 30 days before the silence'],
      (c) => c.nAtSilence,
      'pressure',
    ),
    of('lastContactFace', 'minor', ['上次触达券面', 'coupon face of last contact'], (c) => c.lastFaceMinor),
    ...(hasPurchases
      ? [
          of(
            'contactsSinceOrder',
            'count',
            ['上次购买后触达次数', 'contacts since last order'],
            (c) => c.nSinceOrder,
          ),
          feature<CustomerState>(
            'contactsPerOrder',
            'contacts',
            'plain',
            ['每单触达次数', 'contacts per order, last 180 days'],
            ({ contacts, purchases }) =>
              contacts === null || purchases === null
                ? NaN
                : share(contacts.sums[W180]!, bought(purchases, 'orders', W180)),
          ),
        ]
      : []),
  ]
}
