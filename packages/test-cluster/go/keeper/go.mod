module github.com/silogen/ai-portal/packages/test-cluster/go/keeper

go 1.24.0
