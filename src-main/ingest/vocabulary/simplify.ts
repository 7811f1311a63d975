const PAIRS =
  '訂订單单買买賣卖會会員员時时間间額额數数價价貨货號号碼码編编戶户帳帐賬账顧顾費费實实際际應应類类別别館馆項项紅红優优減减' +
  '運运稅税發发郵邮貼贴積积點点兌兑換换開开閱阅讀读擊击電电話话機机簡简訊讯動动態态觸触達达頻频標标題题記记錄录錢钱總总計计' +
  '擇择選选購购訪访瀏浏覽览尋寻關关閉闭註注冊册組组織织對对測测試试區区縣县鄉乡鎮镇門门導导規规屬属狀状處处還还營营業业產产' +
  '條条圖图廠厂層层級级樣样備备歲岁齡龄壓压終终約约務务匯汇領领達达'

const PLAIN = new Map<string, string>()
const characters = [...PAIRS]
for (let i = 0; i + 1 < characters.length; i += 2) PLAIN.set(characters[i] ?? '', characters[i + 1] ?? '')

/** Traditional characters that occur in column names and status words, as simplified ones, so that one vocabulary serves both. */
export function simplify(text: string): string {
  if (!/[\u3400-\u9fff]/.test(text)) return text
  let plain = ''
  for (const character of text) plain += PLAIN.get(character) ?? character
  return plain
}
