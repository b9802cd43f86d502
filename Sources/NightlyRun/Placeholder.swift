import WageDomain
