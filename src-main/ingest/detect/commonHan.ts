/** Characters that make up most of Chinese text and of shops' exports: what real GBK is full of and misread bytes are not. */
const COMMON =
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏按般何存怕拉曾确况断须' +
  '买卖价格额付款货订购物店铺客户员顾消费券优惠退税邮运费姓号码址省县镇街号楼室邮箱手机话电商宝贝标题数量类别颜色尺寸规格状态创建闭完成支付宝微信账单交易对方备注男女岁级注册积分余赠满减活动推送短触达浏览收藏加购物车搜索登录签到评价男士女士儿童衣裤裙鞋帽包袋杯盒瓶套装件箱袋克升斤米厘茶酒咖啡奶油糖盐米面饼肉鱼虾果菜药妆膏霜水液皂洗护发巾纸布床灯桌椅柜锅碗刀笔本玩具家居厨卫浴家电脑屏膜线充耳键鼠鞋春夏秋冬款式新品热销特价包邮广东州深圳上海北京津重庆浙江苏杭南宁武汉成都西安沈阳长沙福建厦门天河朝阳海淀路弄村' +
  '以及等零壹贰叁肆伍陆柒捌玖拾佰仟圆整共计元角分至约含税未知否是已待中请勿无其他其它默认通用官方旗舰专营自营正品授权批发零售会员等级普通高级钻石银卡白蓝绿紫粉灰棕橙彩'
const TRADITIONAL =
  '訂單買賣會員時間額數價貨號碼編戶帳顧費實際應類館項紅優減運稅發郵貼積點換開閱讀電話機簡訊動態觸達標題記錄錢總計擇選購訪瀏覽關閉註冊這個們來說對學國過還沒為後麼樣與長問無頭業現將經產兒讓給處愛'

const common = new Set(COMMON)
const traditional = new Set([...COMMON, ...TRADITIONAL])

/** Whether a character is a common simplified one. */
export function isCommonHan(character: string): boolean {
  return common.has(character)
}

/** Whether a character is common in simplified or traditional writing. */
export function isCommonHanEither(character: string): boolean {
  return traditional.has(character)
}

const planes = new Map<string, ReadonlySet<string>>()

/**
 * The characters that a national standard ranks as common: GB 2312 level 1 (3,755) and Big5 level 1 (5,401). Bytes that
 * merely decode fall elsewhere.
 */
export function isFirstLevel(character: string, encoding: 'gb18030' | 'big5'): boolean {
  let plane = planes.get(encoding)
  if (plane === undefined) {
    plane = encoding === 'gb18030' ? firstLevel('gb18030', 0xb0, 0xd7) : firstLevel('big5', 0xa4, 0xc6)
    planes.set(encoding, plane)
  }
  return plane.has(character)
}

function firstLevel(encoding: string, from: number, to: number): Set<string> {
  const bytes: number[] = []
  for (let lead = from; lead <= to; lead++)
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail < 0xff; trail++)
      if (trail < 0x7f || trail >= 0xa1) bytes.push(lead, trail)
  return new Set([...new TextDecoder(encoding).decode(Uint8Array.from(bytes))].filter((c) => c !== '\ufffd'))
}
