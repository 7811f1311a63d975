# Writes glm.json from rows.csv: unpenalised logistic regressions by iteratively reweighted least squares.
arguments <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", arguments[grep("^--file=", arguments)]))
rows <- read.csv(file.path(here, "rows.csv"))
tight <- glm.control(epsilon = 1e-15, maxit = 100)
numbers <- function(values) paste0("[", paste(sprintf("%.17g", values), collapse = ", "), "]")
entry <- function(name, model) {
  table <- summary(model)$coefficients
  sprintf('  "%s": {\n    "estimates": %s,\n    "standardErrors": %s,\n    "deviance": %.17g\n  }',
    name, numbers(table[, 1]), numbers(table[, 2]), model$deviance)
}
plain <- glm(churned ~ x1 + x2 + x3 + x4 + x5, binomial, rows, control = tight)
weighted <- glm(churned ~ x1 + x2 + x3 + x4 + x5, binomial, rows, weights = rows$weight, control = tight)
writeLines(c("{", paste(entry("plain", plain), entry("weighted", weighted), sep = ",\n"), "}"), file.path(here, "glm.json"))
