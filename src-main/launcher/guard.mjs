// Plain JavaScript that every Node can read. Imported first (or run before a tool) it says early and clearly that this
// Node will not do: better-sqlite3 would crash an older one without a word.
const NEEDED_MAJOR = 24

if (Number(process.versions.node.split('.')[0]) < NEEDED_MAJOR) {
  process.stderr.write(
    `Huiliu needs Node ${NEEDED_MAJOR} or newer, this is ${process.version}. On Linux x64 run it through npm (npm start, npm test), which brings its own; elsewhere install Node ${NEEDED_MAJOR}.\n` +
      `回流需要 Node ${NEEDED_MAJOR} 或更新版本，当前是 ${process.version}。Linux x64 请通过 npm 运行（npm start、npm test），会自带 Node；其他系统请先安装 Node ${NEEDED_MAJOR}。\n`,
  )
  process.exit(1)
}
