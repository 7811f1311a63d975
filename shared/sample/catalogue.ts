import { cumulate } from './random.ts'

/** Categories, by number: the first three have a rhythm of their own, gifts a season, accessories ride along. */
export const LEAF = 0
export const WARE = 1
export const SNACK = 2
export const GIFT = 3
export const ACCESSORY = 4
export const N_RHYTHMS = 3

type Named = readonly [zh: string, en: string, priceYuan: number, popularity: number]

/** Loose teas: price of 100 g. */
const TEAS: readonly Named[] = [
  ['明前龙井', 'Longjing, pre-Qingming', 168, 15],
  ['凤凰单丛鸭屎香', 'Fenghuang Dancong Ya Shi', 128, 13],
  ['碧螺春', 'Biluochun', 148, 7],
  ['黄山毛峰', 'Huangshan Maofeng', 88, 6],
  ['安吉白茶', 'Anji Bai Cha', 138, 5],
  ['铁观音清香型', 'Tieguanyin, light', 78, 9],
  ['武夷大红袍', 'Wuyi Da Hong Pao', 158, 6],
  ['武夷肉桂', 'Wuyi Rou Gui', 218, 3],
  ['正山小种', 'Lapsang Souchong', 98, 7],
  ['滇红金针', 'Dianhong Golden Needle', 86, 7],
  ['祁门红茶', 'Keemun', 108, 4],
  ['福鼎白牡丹', 'Fuding White Peony', 118, 6],
  ['老白茶寿眉', 'Aged Shou Mei', 76, 6],
  ['勐海熟普', 'Menghai ripe Pu-erh', 69, 7],
  ['易武生普', 'Yiwu raw Pu-erh', 188, 3],
  ['茉莉银毫', 'Jasmine Silver Tip', 72, 8],
]
const PACKS: readonly (readonly [zh: string, en: string, grams: number, priceOf100g: number])[] = [
  ['50g 试饮罐', '50 g tin', 50, 0.56],
  ['100g 罐装', '100 g tin', 100, 1],
  ['250g 袋装', '250 g bag', 250, 2.2],
]

const WARES: readonly Named[] = [
  ['白瓷盖碗', 'White porcelain gaiwan', 68, 10],
  ['青瓷盖碗', 'Celadon gaiwan', 98, 7],
  ['玻璃公道杯', 'Glass fairness cup', 39, 9],
  ['粗陶公道杯', 'Stoneware fairness cup', 79, 4],
  ['品茗杯两只装', 'Tasting cups, pair', 49, 9],
  ['天目建盏', 'Tenmoku jian cup', 158, 4],
  ['紫砂壶西施', 'Zisha pot, Xishi', 399, 4],
  ['紫砂壶石瓢', 'Zisha pot, Shipiao', 459, 3],
  ['潮州朱泥壶', 'Chaozhou red-clay pot', 298, 3],
  ['侧把急须', 'Side-handle kyusu', 188, 3],
  ['耐热玻璃壶', 'Heat-proof glass pot', 89, 8],
  ['飘逸杯', 'Infuser mug', 59, 9],
  ['旅行茶具一壶三杯', 'Travel set, pot and three cups', 129, 8],
  ['快客杯', 'Easy gaiwan travel cup', 79, 7],
  ['竹制茶盘', 'Bamboo tea tray', 169, 4],
  ['干泡台', 'Dry-brewing board', 139, 4],
  ['陶炉烧水壶', 'Clay stove and kettle', 328, 2],
  ['锡茶叶罐', 'Pewter caddy', 268, 2],
  ['陶瓷茶叶罐', 'Ceramic caddy', 59, 6],
  ['银壶手工', 'Hand-made silver pot', 699, 1],
]
const SNACKS: readonly Named[] = [
  ['绿豆糕', 'Mung bean cakes', 29, 9],
  ['桂花糕', 'Osmanthus cakes', 26, 8],
  ['龙井茶酥', 'Longjing pastry', 35, 9],
  ['坚果牛轧糖', 'Nut nougat', 39, 6],
  ['陈皮梅', 'Plums with tangerine peel', 22, 6],
  ['抹茶薄脆', 'Matcha crisps', 28, 7],
  ['海苔肉松卷', 'Seaweed rolls', 32, 5],
  ['杏仁饼', 'Almond biscuits', 25, 6],
  ['芝麻核桃糕', 'Sesame walnut cake', 36, 5],
  ['冻干草莓', 'Freeze-dried strawberries', 34, 4],
]
const GIFTS: readonly Named[] = [
  ['龙井礼盒 200g', 'Longjing gift box 200 g', 398, 8],
  ['四季茶礼盒', 'Four seasons gift box', 298, 10],
  ['中秋茶月礼盒', 'Mid-Autumn tea and mooncake box', 328, 7],
  ['新春茶礼盒', 'New-year tea box', 268, 9],
  ['单丛十香礼盒', 'Ten aromas Dancong box', 458, 5],
  ['白茶珍藏礼盒', 'Aged white tea box', 588, 4],
  ['盖碗茶礼套装', 'Gaiwan and tea gift set', 238, 8],
  ['建盏对杯礼盒', 'Jian cup pair in box', 368, 4],
  ['企业定制茶礼', 'Corporate tea gift', 888, 2],
  ['伴手茶礼小盒', 'Small tea gift box', 128, 9],
]
const ACCESSORIES: readonly Named[] = [
  ['不锈钢茶漏', 'Steel strainer', 19, 9],
  ['茶巾两条装', 'Tea towels, pair', 15, 9],
  ['竹茶夹', 'Bamboo tongs', 16, 6],
  ['茶则茶针', 'Scoop and pick', 22, 6],
  ['杯垫六只装', 'Coasters, six', 25, 7],
  ['棉纸泡茶袋 100 只', 'Paper filter bags, 100', 18, 7],
  ['茶宠小蟾', 'Tea pet, toad', 48, 4],
  ['密封夹', 'Bag clips', 9, 8],
]

/** One thing on sale. Prices in fen (minor units), list price. */
export interface Product {
  readonly category: number
  readonly nameZh: string
  readonly nameEn: string
  readonly priceMinor: number
  readonly popularity: number
  /** 0 where it is no tea */
  readonly grams: number
}

/** What the shop sells. Product numbers start at 1, so that 0 can mean "none". */
export interface Catalogue {
  readonly products: readonly (Product | null)[]
  readonly firstOf: readonly number[]
  readonly countOf: readonly number[]
  /** cumulative popularity by category and taste level (0 cheap .. 7 dear), teas by tea, not by pack */
  readonly choice: readonly (readonly Float64Array[])[]
  readonly priceMinor: Int32Array
  readonly category: Uint8Array
  readonly grams: Uint16Array
}

export const N_TEAS = TEAS.length
export const N_PACKS = PACKS.length
export const N_TASTES = 8
/** The teas that run out in the recent wave. */
export const SOLD_OUT_TEAS: readonly number[] = [0, 1]
export const GREEN_TEAS: readonly number[] = [0, 2, 3, 4]

const simple = (category: number, list: readonly Named[]): Product[] =>
  list.map(([nameZh, nameEn, yuan, popularity]) => ({
    category,
    nameZh,
    nameEn,
    priceMinor: yuan * 100,
    popularity,
    grams: 0,
  }))

function teaProducts(): Product[] {
  return TEAS.flatMap(([zh, en, yuan, popularity]) =>
    PACKS.map(([packZh, packEn, grams, factor]) => ({
      category: LEAF,
      nameZh: `${zh} ${packZh}`,
      nameEn: `${en}, ${packEn}`,
      priceMinor: Math.round(yuan * factor) * 100 - 10,
      popularity,
      grams,
    })),
  )
}

/** How much a customer of a taste level likes a price, relative to the category's own middle. */
function liking(priceMinor: number, middleMinor: number, taste: number): number {
  const wanted = Math.log(middleMinor) + (taste - (N_TASTES - 1) / 2) * 0.2
  const distance = Math.log(priceMinor) - wanted
  return Math.exp((-distance * distance) / (2 * 0.45 * 0.45))
}

/** Builds the catalogue. Cost: a hundred products. */
export function createCatalogue(): Catalogue {
  const lists = [
    teaProducts(),
    simple(WARE, WARES),
    simple(SNACK, SNACKS),
    simple(GIFT, GIFTS),
    simple(ACCESSORY, ACCESSORIES),
  ]
  const products: (Product | null)[] = [null]
  const firstOf: number[] = []
  for (const list of lists) {
    firstOf.push(products.length)
    products.push(...list)
  }
  const choice = lists.map((list, category) => {
    const offered = category === LEAF ? list.filter((one) => one.grams === 100) : list
    const sorted = offered.map((one) => one.priceMinor).toSorted((a, b) => a - b)
    const middle = sorted[sorted.length >> 1]!
    return Array.from({ length: N_TASTES }, (_, taste) =>
      cumulate(offered.map((one) => one.popularity * liking(one.priceMinor, middle, taste))),
    )
  })
  return {
    products,
    firstOf,
    countOf: lists.map((list) => list.length),
    choice,
    priceMinor: Int32Array.from(products, (one) => one?.priceMinor ?? 0),
    category: Uint8Array.from(products, (one) => one?.category ?? 0),
    grams: Uint16Array.from(products, (one) => one?.grams ?? 0),
  }
}

/** Product number of a tea in a pack (0 = 50 g, 1 = 100 g, 2 = 250 g). */
export function teaProduct(tea: number, pack: number): number {
  return 1 + tea * N_PACKS + pack
}
