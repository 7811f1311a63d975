# Rscript makeReference.R > reference.json
library(survival)

curve <- function(days, ended) {
  fit <- summary(survfit(Surv(days, ended) ~ 1), times = 0:max(days), extend = TRUE)
  list(days = days, ended = ended, survival = fit$surv)
}

remission <- c(6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
relapsed <- c(1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)

set.seed(20261125)
gap <- 1 + floor(rgamma(400, shape = 1.6, scale = 30))
limit <- 1 + floor(runif(400, 0, 180))
shop <- curve(pmin(gap, limit), as.integer(gap <= limit))

text <- function(x) paste0("[", paste(format(x, digits = 17, trim = TRUE), collapse = ", "), "]")
one <- function(name, x) paste0(
  "  \"", name, "\": {\n    \"days\": ", text(x$days), ",\n    \"ended\": ", text(x$ended),
  ",\n    \"survival\": ", text(x$survival), "\n  }"
)
cat("{\n", one("remission", curve(remission, relapsed)), ",\n", one("shop", shop), "\n}\n", sep = "")
