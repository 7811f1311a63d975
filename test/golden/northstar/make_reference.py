"""North Star figures of the Online Retail list by pandas. Usage: python3 make_reference.py path/to/onlineretail.csv.gz"""
import sys

import pandas as pd

d = pd.read_csv(sys.argv[1], encoding="latin1")
d["t"] = pd.to_datetime(d.InvoiceDate)
d["amount"] = d.Quantity * d.UnitPrice
d = d[d.CustomerID.notna() & (d.amount > 0)]
for month in ("2011-09", "2011-10", "2011-11", "2011-12"):
    begin = pd.Timestamp(month + "-01")
    end = begin + pd.DateOffset(months=1)
    window = d[(d.t >= begin - pd.DateOffset(months=6)) & (d.t < begin)].groupby("CustomerID")
    orders, spend = window.InvoiceNo.nunique(), window.amount.sum()
    core = orders.index[(orders >= orders.mean()) & (spend >= spend.mean())]
    now = d[(d.t >= begin) & (d.t < end)].groupby("CustomerID").InvoiceNo.nunique()
    before = d[(d.t >= begin - pd.DateOffset(months=1)) & (d.t < begin)].CustomerID.unique()
    print(month, len(core), f"{100 * core.isin(now.index).mean():.1f}", f"{100 * (now >= 2).mean():.1f}",
          f"{100 * pd.Index(before).isin(now.index).mean():.1f}", len(orders), len(now))
