import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Radio,
  RadioGroup,
  Text,
  TextField,
} from '@backstage/ui';
import {
  AI_VISIBILITIES,
  isWider,
  type AiVisibility,
} from '@silogen/backstage-plugin-developer-center-common';
import type { ModelVisibility } from '@silogen/backstage-plugin-resource-manager-common';
import { ProblemPanel, usePublishModel } from '@silogen/backstage-plugin-resource-manager-react';
import { useState } from 'react';
import { developerCenterTranslationRef } from '../../translation';
import { userName } from './userName';

/** The levels that the caller can choose: any other for a decider, only wider ones for who asks. */
export function choicesOf({ visibility, may }: Pick<ModelVisibility, 'visibility' | 'may'>): AiVisibility[] {
  return AI_VISIBILITIES.filter(level => (may.publish ? level !== visibility : isWider(level, visibility)));
}

function Content({ model, onClose }: { model: ModelVisibility; onClose: () => void }) {
  const { t } = useTranslationRef(developerCenterTranslationRef);
  const choices = choicesOf(model);
  const [chosen, setChosen] = useState<AiVisibility | undefined>(choices[choices.length - 1]);
  const [note, setNote] = useState('');
  const publish = usePublishModel();
  const level = chosen && choices.includes(chosen) ? chosen : choices[0];
  const asks = !model.may.publish;
  const names = { project: model.projectTitle, department: model.departmentTitle };
  return (
    <>
      <DialogHeader>
        {t(asks ? 'visibility.dialog.titleAsk' : 'visibility.dialog.title', { title: model.title })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <RadioGroup
            label={t('visibility.dialog.level')}
            value={level}
            onChange={value => setChosen(value as AiVisibility)}
          >
            {choices.map(choice => (
              <Radio key={choice} value={choice}>
                {t(`visibility.dialog.${choice}`, names)}
              </Radio>
            ))}
          </RadioGroup>
          <Text>{t(`visibility.dialog.${level}Text`)}</Text>
          <Text color="secondary">
            {t(isWider(level, model.visibility) ? 'visibility.dialog.wider' : 'visibility.dialog.narrower')}
          </Text>
          {asks && (
            <TextField
              label={t('visibility.dialog.note')}
              description={t('visibility.dialog.noteText', { deciders: model.deciders.map(userName).join(', ') })}
              value={note}
              onChange={setNote}
              maxLength={500}
            />
          )}
          {publish.error && <ProblemPanel error={publish.error} title={t('visibility.dialog.failed')} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          isPending={publish.isPending}
          onPress={() =>
            publish.mutate(
              {
                model: model.model,
                etag: `"${model.version}"`,
                body: { visibility: level, ...(note.trim() && { note: note.trim() }) },
              },
              { onSuccess: onClose },
            )
          }
        >
          {t(asks ? 'visibility.dialog.ask' : 'visibility.dialog.publish')}
        </Button>
        <Button variant="secondary" onPress={onClose}>
          {t('visibility.dialog.cancel')}
        </Button>
      </DialogFooter>
    </>
  );
}

/** Chooses who sees a model, and says who that is. */
export function PublishDialog(props: { model: ModelVisibility; isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={isOpen => !isOpen && props.onClose()} isDismissable>
      <Content model={props.model} onClose={props.onClose} />
    </Dialog>
  );
}
