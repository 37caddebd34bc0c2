import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogHeader,
} from '@backstage/ui';
import {
  AsyncContent,
  EmptyState,
  paths,
  type ShownQuery,
} from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import styles from './Services.module.css';

/** Asks which template, and goes to its form. */
export function ChooseTemplateButton(props: {
  label: string;
  question: string;
  templates: ShownQuery<Entity[]>;
  /** What the templates are called when they cannot be listed. */
  source: string;
  none: string;
  noneText: string;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="primary" onPress={() => setAsking(true)}>
        {props.label}
      </Button>
      <Dialog isOpen={asking} onOpenChange={setAsking} isDismissable>
        <DialogHeader>{props.question}</DialogHeader>
        <DialogBody>
          <AsyncContent
            query={props.templates}
            source={props.source}
            isEmpty={found => found.length === 0}
            empty={<EmptyState title={props.none} text={props.noneText} />}
          >
            {found => (
              <div className={styles.choices}>
                {found.map(template => {
                  const ref = stringifyEntityRef(template);
                  const { metadata } = template;
                  return (
                    <div key={ref} className={styles.choice}>
                      <p>{metadata.description}</p>
                      <ButtonLink variant="secondary" href={paths.launch(ref)}>
                        {metadata.title ?? metadata.name}
                      </ButtonLink>
                    </div>
                  );
                })}
              </div>
            )}
          </AsyncContent>
        </DialogBody>
      </Dialog>
    </>
  );
}
