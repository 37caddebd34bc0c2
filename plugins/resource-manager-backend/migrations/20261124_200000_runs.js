// Times are RFC 3339 text in UTC with milliseconds: they sort as text, alike on SQLite and PostgreSQL.
const TIME = 30;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('runs', table => {
    table.comment(
      'Everything that was launched or found; the record outlives the objects',
    );
    table.string('id', 36).primary().notNullable();
    table
      .string('created_by', 255)
      .comment('User or service that launched it; null when discovered');
    table.string('idempotency_key', 255);
    table.string('name', 255).notNullable();
    table
      .string('name_lower', 255)
      .notNullable()
      .comment('For search and sorting');
    table.string('slug', 63).notNullable();
    table.string('type', 40).notNullable();
    table.string('project', 63).notNullable();
    table.string('owner', 255);
    table.string('cluster', 63).notNullable();
    table.string('pool', 63);
    table.integer('gpus').notNullable();
    table.string('gpu_model', 63);
    table.string('priority', 20);
    table.string('workload', 300);
    table.string('model', 300);
    table.string('dataset', 300);
    table.string('output_model', 300);
    table.string('method', 63);
    table.text('parameters').notNullable();
    table.text('request');
    table.text('manifest').comment('The object as rendered');
    table.text('placement_reason');
    table.string('output_path', 500);
    table.string('state', 20).notNullable();
    table.boolean('suspended').notNullable();
    table.text('reason');
    table.text('progress');
    table.text('outputs').notNullable();
    table.string('interruption', 20);
    table.string('origin', 20).notNullable();
    table.string('object_api_version', 100).notNullable();
    table.string('object_kind', 63).notNullable();
    table.string('object_namespace', 63).notNullable();
    table.string('object_name', 253).notNullable();
    table.string('object_uid', 64);
    table.boolean('object_present').notNullable();
    table
      .string('intent', 10)
      .notNullable()
      .comment('What the actor still has to do');
    table.string('intent_by', 255);
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', TIME);
    table.string('submitted_at', TIME).notNullable();
    table.string('admitted_at', TIME);
    table.string('started_at', TIME);
    table.string('finished_at', TIME);
    table.boolean('simulated').notNullable();
    table
      .bigInteger('fence')
      .notNullable()
      .defaultTo(0)
      .comment('Lease counter of the last observer');
    table.string('updated_at', TIME).notNullable();
    table.unique(['created_by', 'idempotency_key'], {
      indexName: 'runs_idempotency',
    });
    table.unique(['cluster', 'object_uid'], { indexName: 'runs_object_uid' });
    table.index(['submitted_at', 'id'], 'runs_submitted');
    table.index(['name_lower', 'id'], 'runs_name');
    table.index(['gpus', 'id'], 'runs_gpus');
    table.index(['project', 'submitted_at', 'id'], 'runs_project');
    table.index(['project', 'state'], 'runs_project_state');
    table.index(['owner', 'submitted_at'], 'runs_owner');
    table.index(['cluster', 'state'], 'runs_cluster_state');
    table.index(['cluster', 'intent', 'next_attempt_at'], 'runs_intent');
    table.index(['type', 'state', 'finished_at'], 'runs_type');
    table.index(['model'], 'runs_model');
    table.index(['output_model'], 'runs_output_model');
  });

  await knex.schema.createTable('run_events', table => {
    table.comment('Append-only; the state of a run is the fold of its events');
    table.bigIncrements('id');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('at', TIME).notNullable();
    table.string('type', 20).notNullable();
    table.string('state', 20);
    table.text('text').notNullable();
    table.text('message');
    table.string('by', 255);
    table.index(['run_id', 'id'], 'run_events_run');
  });

  await knex.schema.createTable('run_pods', table => {
    table.comment(
      'Joins runs with series and logs through cluster, namespace, pod and interval',
    );
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('cluster', 63).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('name', 253).notNullable();
    table.string('uid', 64).notNullable();
    table.string('node', 253);
    table.integer('gpus').notNullable();
    table.string('phase', 20).notNullable();
    table.text('reason');
    table.text('message');
    table.text('containers').notNullable();
    table.string('started_at', TIME);
    table.string('finished_at', TIME);
    table.boolean('present').notNullable();
    table.string('seen_at', TIME).notNullable().comment('First seen');
    table.primary(['run_id', 'uid']);
    table.index(['cluster', 'namespace', 'name'], 'run_pods_name');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_pods');
  await knex.schema.dropTable('run_events');
  await knex.schema.dropTable('runs');
};
