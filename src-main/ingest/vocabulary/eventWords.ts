import type { BehaviourName } from '../../../shared/contract/mapping.ts'
import { simplify } from './simplify.ts'

/** First rule that fits wins; `null` keeps the file's own word. */
const RULES: readonly (readonly [RegExp, BehaviourName | null])[] = [
  [
    /begin.?checkout|initiate.?checkout|started.?checkout|checkout.?(start|step|begin)|view.?cart|cart.?view/,
    null,
  ],
  [
    /(remove|delete|drop).{0,12}(cart|basket|bag)|cart.?(remove|delete)|移出购物车|删除购物车|移除加购|取消加购/,
    'cartRemove',
  ],
  [/(remove|delete|cancel|un).{0,6}(fav|wish|like|collect|follow)|取消(收藏|关注|点赞)/, null],
  [/add.{0,12}(cart|basket|bag)|cart.?add|加购|购物车|^cart$|^carted$/, 'cartAdd'],
  [/fav|wish ?list|wish_list|^likes?$|^liked|collect|bookmark|收藏|喜欢|种草/, 'favourite'],
  [/refund|return|退款|退货|cancel/, null],
  [/review|rating|^rate[ds]?$|comment|评价|评论|晒单/, 'review'],
  [/share|分享|转发/, 'share'],
  [/check.?in|^sign$|签到|打卡/, 'checkIn'],
  [/search|query|搜索|查询/, 'search'],
  [
    /purchase|buy|bought|placed.?order|order.?(placed|completed|paid|created)|pay|transaction|checkout.?complete|^order(ed)?$|购买|下单|支付|成交|付款/,
    'buy',
  ],
  [/log.?in|sign.?in|登录|登陆/, 'login'],
  [/new.?(arrival|in\b|product|item)|新品|上新/, 'viewNew'],
  [
    /session.?start|first.?visit|first.?open|app.?(open|start|launch)|launch|^visit|^session|启动|访问|进店|打开app/,
    'visit',
  ],
  [/view|browse|^pv$|page|screen|detail|impression|浏览|查看|曝光/, 'view'],
  [/register|sign.?up|click|点击/, null],
]

/** The canonical behaviour of an event word, `other` when it is a known word that has none, or null when it is unknown. */
export function eventMeaning(value: string): BehaviourName | 'other' | null {
  const text = simplify(value.normalize('NFKC'))
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
  for (const [pattern, name] of RULES) if (pattern.test(text)) return name ?? 'other'
  return null
}

/**
 * Code books that shops and public data sets use for behaviours written as digits. Digits say nothing by themselves:
 * a book is only ever proposed, never acted on unasked.
 */
export const CODE_BOOKS: readonly Readonly<Record<string, BehaviourName | 'other:click'>>[] = [
  { '1': 'view', '2': 'cartAdd', '3': 'cartRemove', '4': 'buy', '5': 'favourite', '6': 'other:click' },
  { '1': 'view', '2': 'favourite', '3': 'cartAdd', '4': 'buy' },
  { '0': 'view', '1': 'cartAdd', '2': 'buy', '3': 'favourite' },
]
