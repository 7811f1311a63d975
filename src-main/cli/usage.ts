import type { Both } from './text.ts'

const COMMANDS = `huiliu preview <file>... [--json]
huiliu import  <project.huiliu> <file>... [--kind purchases|behaviours|customers|contacts] [--mapping mapping.json] [--json]
huiliu rfm     <project> --as-of YYYY-MM-DD [--window-days N] [--scheme quintile|tercile|mean8|FILE.json] [--json] [--out FILE.csv]
huiliu churn   <project> [--as-of D] [--horizon-days N] [--model auto|logistic|boosted] [--label COLUMN] [--alive orders,EVENT,...] [--seed S] [--json] [--out FILE.csv]
huiliu lifetime <project> [--model auto|bgnbd|mbgnbd|paretonbd] [--calibration-end D] [--as-of D] [--unit day|week] [--horizon-days N] [--value-days N] [--margin R] [--discount R] [--zero-spend count|leave-out] [--json] [--out FILE.csv]
huiliu northstar <project> [--as-of D] [--window-months N] [--frequency mean|median|none|N] [--spend mean|median|none|AMOUNT] [--spend-of gross|net] [--json] [--list core|entered|left --month YYYY-MM --out FILE.csv]
huiliu silent  <project> [--as-of D] [--days S] [--margin R] [--potential high|medium|low] [--json] [--out FILE.csv]
huiliu interventions <project> [--as-of D] [--from D] [--margin R] [--hold-out R] [--seed S] [--json] [--out FOLDER]
huiliu whatif  [<project>] --scenario scenario.json | <project> --saved NAME [--coupon] [--same-budget] [--json] [--out FILE.csv]
huiliu anonymise <project> --out FILE [--k N] [--keys number|hash] [--shift-days N] [--name NAME] [--json]
huiliu report  <project> [--story NAME --format html|pdf|pptx|xlsx --out FILE] [--json]
huiliu verify  <story.html|story.pptx|project> [--story NAME] [--project P] [--json]
huiliu sample  <project> [--customers N] [--seed S] [--json]
huiliu open    [<project>] [--port N] [--no-open] [--print-url-json]`

/** The help. */
export const HELP: Both = {
  'zh-CN': `回流 Huiliu 命令行
${COMMANDS}

--json 只向标准输出写一个 JSON 对象；--lang zh|en 选择语言（默认跟随 LANG）。
出错时标准错误输出一行（先是错误代码），退出码 1；用法不对退出码 2。`,
  en: `Huiliu command line
${COMMANDS}

--json prints one JSON object on stdout and nothing else; --lang zh|en chooses the language (default: LANG).
An error is one line on stderr, the code first, with exit code 1; wrong usage is exit code 2.`,
}
