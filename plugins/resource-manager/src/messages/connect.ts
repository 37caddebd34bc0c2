/** Texts of the check of a cluster that is not connected yet. */
export const connect = {
  open: 'Connect your own',
  title: 'Connect a cluster',
  text: 'Paste a kubeconfig and see what the portal finds behind it and what it may do there. It is used for this check only and kept nowhere.',
  kubeconfig: 'Kubeconfig',
  kubeconfigText:
    'One without files and commands, as written by: kubectl config view --raw --flatten --minify',
  context: 'Context',
  contextText: 'Left empty, its current context.',
  check: 'Check',
  unreachable: '{{server}} cannot be reached with it',
  ready: '{{context}} can be connected: no right is missing',
  lacking: '{{context}} answers, but rights are missing',
  noQueues:
    'Neither Kueue nor Kaiwo was found: install Kueue first, or nothing can be queued there.',
  gpus: 'GPUs',
  manyNodes: 'more than {{total}}',
  rights: 'What these credentials allow',
  missing: 'Missing: {{rights}}',
  grant: 'Grant what is missing',
  grantText:
    'Apply this with kubectl as an administrator of the cluster. It makes an account of its own for the portal; build the kubeconfig from its token.',
  add: 'Add it to the portal',
  addText:
    'Put the kubeconfig on the portal’s machine, and this into app-config.yaml; the cluster appears at the next start. Nothing on the cluster changes until you take it over on its page.',
} as const;
