UPDATE account_features SET as_of = as_of;
