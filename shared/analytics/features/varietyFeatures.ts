import { bought, ofBuyers, type CustomerState } from './customerState.ts'
import type { PurchaseState } from './purchaseState.ts'
import { categoryFeature, feature, type Feature, type FeatureUnit } from './spec.ts'
import type { Variety } from './variety.ts'
import { againstBefore, share, W90 } from './windows.ts'

type Names = readonly [string, string]

function of(
  key: string,
  unit: FeatureUnit,
  names: Names,
  which: (p: PurchaseState) => Variety | null,
  read: (variety: Variety) => number,
  group: 'variety' | 'channels' = 'variety',
): Feature<CustomerState> {
  const value = ofBuyers((p) => {
    const variety = which(p)
    return variety === null || variety.nNoted === 0 ? NaN : read(variety)
  })
  return feature(key, group, unit, names, value)
}

/** What a customer buys from: categories. */
export function categoryFeatures(): Feature<CustomerState>[] {
  const which = (p: PurchaseState) => p.categories
  return [
    of('categoriesAll', 'count', ['累计品类数', 'categories, all history'], which, (v) => v.nDistinct),
    of('categories90d', 'count', ['近 90 天品类数', 'categories, last 90 days'], which, (v) => v.nRecent),
    of('categoryEntropy', 'nats', ['品类分散度', 'entropy of categories'], which, (v) => v.entropy()),
    of('categoryMainShare', 'share', ['主要品类占比', 'share of the main category'], which, (v) =>
      v.mainShare(),
    ),
    of(
      'categoriesTrend90d',
      'ratio',
      ['品类数：近 90 天比以前', 'categories: last 90 days against before'],
      which,
      (v) => againstBefore(v.nRecent, v.nBefore, 0),
    ),
    of(
      'categoriesDropped',
      'count',
      ['90 天没再买的品类数', 'categories not bought for 90 days'],
      which,
      (v) => v.nDropped(),
    ),
  ]
}

/** What a customer buys: products. */
export function productFeatures(): Feature<CustomerState>[] {
  const which = (p: PurchaseState) => p.products
  return [
    of('productsAll', 'count', ['累计商品数', 'products, all history'], which, (v) => v.nDistinct),
    of('products90d', 'count', ['近 90 天商品数', 'products, last 90 days'], which, (v) => v.nRecent),
    of(
      'productsTrend90d',
      'ratio',
      ['商品数：近 90 天比以前', 'products: last 90 days against before'],
      which,
      (v) => againstBefore(v.nRecent, v.nBefore, 0),
    ),
    of(
      'repeatShare',
      'share',
      ['复购商品占比', 'share of lines bought before'],
      which,
      (v) => v.nRepeats / v.nNoted,
    ),
    of(
      'lastNewShare',
      'share',
      ['上次购买的新商品占比', 'share of new products in the last order'],
      which,
      (v) => share(v.nLastDayNew, v.nLastDay),
    ),
    of('productMainShare', 'share', ['最常买商品占比', 'share of the main product'], which, (v) =>
      v.mainShare(),
    ),
  ]
}

/** How many pieces a customer buys. */
export function quantityFeatures(): Feature<CustomerState>[] {
  const quantity = (key: string, unit: FeatureUnit, names: Names, read: (p: PurchaseState) => number) =>
    feature(key, 'basket', unit, names, ofBuyers(read))
  return [
    quantity('quantityPerOrder', 'count', ['每单件数', 'pieces per order'], (p) =>
      share(bought(p, 'quantity'), bought(p, 'orders')),
    ),
    quantity('quantityPerOrder90d', 'count', ['近 90 天每单件数', 'pieces per order, last 90 days'], (p) =>
      share(bought(p, 'quantity', W90), bought(p, 'orders', W90)),
    ),
    quantity('quantityLast', 'count', ['上次购买件数', 'pieces in the last order'], (p) => p.lastQuantity),
    quantity('unitPrice', 'minor', ['平均单价', 'mean price of a piece'], (p) =>
      share(bought(p, 'spend'), bought(p, 'quantity')),
    ),
  ]
}

/** Where a customer buys: the shop's channels; `nChannels` is the size of their dictionary. */
export function channelFeatures(nChannels: number): Feature<CustomerState>[] {
  const which = (p: PurchaseState) => p.channels
  const known = (code: number): number => (code === 0 ? NaN : code)
  return [
    of('channelsAll', 'count', ['使用的渠道数', 'channels used'], which, (v) => v.nDistinct, 'channels'),
    of(
      'channelMainShare',
      'share',
      ['主要渠道占比', 'share of the main channel'],
      which,
      (v) => v.mainShare(),
      'channels',
    ),
    categoryFeature(
      'channelFirst',
      'channels',
      nChannels,
      ['首购渠道', 'channel of first order'],
      ofBuyers((p) => known(p.firstChannel)),
    ),
    categoryFeature(
      'channelLast',
      'channels',
      nChannels,
      ['上次购买渠道', 'channel of last order'],
      ofBuyers((p) => known(p.lastChannel)),
    ),
  ]
}
