import { startTestCluster, type TestCluster } from '../startTestCluster';
import { describeOnTestCluster } from '../testing/onTestCluster';
import { credentialCases } from './credentials.cases';
import { flowControlCases } from './flowControl.cases';
import { listCases } from './lists.cases';
import { watchCases } from './watches.cases';
import { writeCases } from './writes.cases';

jest.setTimeout(240_000);

describeOnTestCluster('test cluster: Kueue 0.19', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startTestCluster({ nodes: { cpu: 1 }, kueue: '0.19' });
  });

  afterAll(() => cluster?.stop());

  // In a block of its own, so that what it stops and removes is gone before the cluster is.
  describe('cluster client', () => {
    const clusterOf = () => cluster;
    writeCases(clusterOf);
    flowControlCases(clusterOf);
    credentialCases(clusterOf);
    listCases(clusterOf);
    watchCases(clusterOf);
  });
});
