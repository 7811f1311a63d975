import type { AppErrorCode } from '../../../shared/contract/errors.ts'

/** What happened, then what to do. `[[...]]` is left out when the detail does not carry its value. */
export const errors = {
  'file-not-found': ['找不到文件[[「{file}」]]，可能已被移动、改名或删除。', '请重新选择这个文件。'],
  'file-unreadable': [
    '读不了文件[[「{file}」]]。',
    '请确认它不是文件夹、没有被其他程序占用，并且当前用户有读取权限。',
  ],
  'file-empty': ['文件[[「{file}」]]是空的，没有一行可读。', '请检查导出是否完成，再换一个文件。'],
  'file-damaged': ['文件[[「{file}」]]已损坏[[，位置：{place}]]。', '请重新导出或重新下载后再导入。'],
  'archive-too-large': [
    '文件[[「{file}」]]解压后过大[[（上限 {limitBytes}）]]，已停止读取。',
    '如果文件可信，请先解压，或拆成几个文件再导入。',
  ],
  'field-too-long': [
    '[[第 {line} 行]]有一个单元格过长[[（上限 {limit}）]]，多半是引号没有成对。',
    '请检查引号，或在「读取方式」里改引号设置。',
  ],
  'too-many-columns': [
    '[[第 {line} 行]]的列数过多[[（上限 {limit} 列）]]，分隔符多半不对。',
    '请在「读取方式」里换一个分隔符。',
  ],
  'format-unknown': [
    '认不出文件[[「{file}」]]的格式。',
    '可导入 CSV、TSV 等文本，XLSX，JSON 行，以及它们的 gzip 压缩。',
  ],
  'format-xls': ['文件[[「{file}」]]是旧版 Excel（.xls）。', '请在 Excel 里另存为 .xlsx 或 CSV 再导入。'],
  'file-encrypted': ['文件[[「{file}」]]设有密码，打不开。', '请在原来的程序里去掉密码后再导入。'],
  'encoding-unknown': [
    '不认识编码[[「{encoding}」]]。',
    '请在「读取方式」里选一种编码，例如 GB18030 或 UTF-8。',
  ],
  'mapping-uncertain': ['列的对应关系还不够确定[[：{fields}]]。', '请在第 3 步确认标出的列。'],
  'mapping-invalid': ['列的对应关系有误[[：{message}]]。', '请在第 3 步检查每一列的去向。'],
  'not-this-kind': ['文件[[「{file}」]]不像是这一类数据。', '可以换一种类型导入。'],
  'sheet-not-found': ['工作簿里没有工作表[[「{sheet}」]]。', '请选择另一张工作表。'],
  'project-not-a-project': ['[[「{file}」]]不是回流项目文件。', '请选择扩展名为 .huiliu 的文件。'],
  'project-damaged': ['项目文件[[「{file}」]]已损坏，没有打开。', '请用备份或另存的副本；原文件没有改动。'],
  'project-newer': [
    '项目文件[[「{file}」]]由更新版本的回流写成，这个版本打不开。',
    '请升级回流；文件没有改动。',
  ],
  'project-read-only': [
    '不能写入[[「{file}」]]：文件或文件夹是只读的。',
    '请另存一份到可写的文件夹，再打开副本。',
  ],
  'project-busy': ['项目[[「{file}」]]正被另一个窗口使用。', '请先在那个窗口关闭它，再试一次。'],
  'project-exists': ['已经有一个叫[[「{file}」]]的文件。', '请换一个名称。'],
  'project-none-open': ['现在没有打开的项目。', '请先打开或新建一个项目。'],
  'disk-full': ['磁盘空间不够，没有写完[[「{file}」]]；已恢复原样。', '请腾出空间后再试。'],
  'no-data': ['还没有可以计算的购买记录。', '请先导入一份购买记录。'],
  'as-of-invalid': ['截至日期不在数据范围内[[（{firstDay} 到 {lastDay}）]]。', '请选一个范围内的日期。'],
  'scheme-invalid': ['分层规则还不能用[[：{path}]]。', '请按规则检查里的提示修改。'],
  'churn-too-few': [
    '可用来训练的客户只有 [[{customers}]] 位，至少要 [[{needed}]] 位。',
    '请导入更长的历史，或换一个流失天数。',
  ],
  'churn-too-short': [
    '数据太短：[[从 {firstDay} 到 {lastDay}，]]流失天数为 [[{horizonDays}]] 时，没有一个截至日期能在测试日之前看完结果。',
    '请导入更长的历史，或把流失天数调短。',
  ],
  'churn-one-class': [
    '所有客户的结果都一样[[（{outcome}）]]，没有可以学习的差别。',
    '请换一个流失天数，或检查标签列。',
  ],
  'churn-label-missing': [
    '客户表里没有列[[「{label}」]][[；可选：{labels}]]。',
    '请选一列标明客户是否流失的属性。',
  ],
  'churn-label-values': [
    '列[[「{label}」]]不能当作流失标签：它有 [[{n}]] 种取值[[（{values}）]]，需要恰好两种。',
    '请换一列，或把取值整理成两种后再导入。',
  ],
  'churn-no-features': ['没有一列属性能用来训练：全是空值或只有一种取值。', '请导入带有客户属性的表。'],
  'churn-no-model': ['这个项目还没有训练过流失模型。', '请先训练一个模型。'],
  'churn-horizon-invalid': [
    '流失天数 [[{horizonDays}]] 超出范围；可填 [[{low}]] 到 [[{high}]]。',
    '请换一个天数。',
  ],
  'lifetime-all-one-time': [
    '没有客户在第二天再买过[[（共 {customers} 位客户）]]，无从了解复购。',
    '请导入更长的历史，或把校准截止日往后选。',
  ],
  'lifetime-too-few-repeats': [
    '[[到 {until} ]]只有 [[{repeatCustomers}]] 位客户在另一天再买过，生命周期模型至少需要 [[{needed}]] 位。',
    '请导入更长的历史，或把校准截止日往后选。',
  ],
  'lifetime-not-converged': ['生命周期模型拟合失败[[（{model}）]]。', '请换一种模型，或换一个校准截止日。'],
  'scenario-invalid': ['方案还不能计算[[：{path}]][[（允许：{allowed}）]]。', '请改正标出的值。'],
  'interventions-none': ['这个名单里没有人。', '换一种做法，或把比较的日期往前移。'],
  'scenario-gone': ['这个方案不在项目里[[；有的是 {message}]]。', '从方案列表里另选一个。'],
  'scenario-changed': [
    '方案[[「{name}」]]在另一个窗口里改过，这次没有写入。',
    '重新打开它，再改一次，或另存一个名字。',
  ],
  'scenario-signed': ['方案[[「{name}」]]已经签字，不能再改，也不能删。', '另存一份再改。'],
  'scenario-name-taken': ['这个名字已经有一个方案在用[[：「{name}」]]。', '换一个名字。'],
  'story-not-found': ['这个故事已经不在项目里。', '回到故事列表，选另一个。'],
  'story-changed': ['故事[[「{name}」]]在另一个窗口里改过，这次的改动没有写入。', '重新打开它，再改一次。'],
  'story-name-taken': ['这个名字已经有一个故事在用[[：「{name}」]]。', '换一个名字。'],
  'story-empty': ['故事[[「{name}」]]还没有幻灯片，没有东西可以导出。', '在任意一屏按 P，把图钉成一张。'],
  'story-too-large': [
    '这个故事太大[[：{size} MB，最多 {limit} MB]]。',
    '换一张简单一些的图，或只留它的表格。',
  ],
  'report-invalid': [
    '这个文件[[「{file}」]]不是回流导出的故事[[：{message}]]。',
    '给出由回流导出的 .html 或 .pptx 文件，或一个项目。',
  ],
  'names-hidden': ['客户名已隐藏，不能导出名单，也不能看原始文件。', '先在顶栏点「显示客户名」。'],
  'no-browser': [
    '这台电脑上没有浏览器能把它打印成 PDF[[：{message}]]。',
    '导出 HTML，用浏览器打开后打印成 PDF。',
  ],
  'silent-rule-invalid': ['潜力规则没法满足。', '至少让一项计分，要求的分数不超过计分的项数。'],
  'month-not-found': ['数据里没有这个月[[（{month}）]]。', '请换一个月，或把截至日期往后移。'],
  'run-expired': ['这次计算的结果已经不在内存里。', '请重新计算。'],
  'customer-not-found': ['找不到这位客户[[「{customer}」]]。', '可能是相关的导入已被撤销，请重新搜索。'],
  'import-not-found': ['找不到这次导入。', '可能已被撤销，请刷新数据质量页。'],
  'input-invalid': [
    '请求里有一个值不对[[：{message}]]。',
    '请检查刚才输入的内容；若仍出现，请把详情发给我们。',
  ],
  'method-unknown': ['程序的两部分版本不一致[[：{method}]]。', '请关闭并重新打开回流。'],
  cancelled: ['已取消。', '项目文件与之前一样。'],
  'job-running': ['另一项任务正在进行。', '请等它完成，或按 Ctrl . 取消。'],
  'worker-died': ['计算进程意外停止，项目文件没有改动。', '请再试一次；若仍出现，请把详情发给我们。'],
  'connection-lost': ['与后台的连接断开了。', '请重新打开回流；已保存的内容都在。'],
  refused: ['这个请求被拒绝[[：{reason}]]。', '请从回流打开的窗口里操作。'],
  usage: ['用法不对[[：{message}]]。', '请查看帮助。'],
  internal: ['出了一个意料之外的问题。', '请再试一次；若仍出现，请把详情发给我们。'],
} as const satisfies Record<AppErrorCode, readonly [sentence: string, remedy: string]>
