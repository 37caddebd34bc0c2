// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pools', table => {
    table.comment('A named set of nodes of one cluster; one ResourceFlavor');
    table.uuid('id').primary().notNullable();
    table.string('cluster', 63).notNullable();
    table.string('name', 63).notNullable();
    table.string('title', 100).notNullable();
    table
      .text('selector')
      .notNullable()
      .comment('JSON: exact node label pairs');
    table
      .string('resource', 100)
      .nullable()
      .comment('Main resource when its nodes were last seen');
    table.integer('version').notNullable();
    table.string('created_at', 30).notNullable();
    table.unique(['cluster', 'name'], { indexName: 'pools_cluster_name_uniq' });
  });
  await knex.schema.createTable('project_quotas', table => {
    table.comment('What a project shall be guaranteed on a cluster');
    table
      .uuid('project_id')
      .notNullable()
      .references('id')
      .inTable('projects')
      .onDelete('CASCADE');
    table.string('cluster', 63).notNullable();
    table.integer('version').notNullable();
    table.text('pools').notNullable().comment('JSON: PoolQuota[]');
    table.string('updated_at', 30).notNullable();
    table.string('updated_by', 200).notNullable();
    table.text('reason').nullable();
    table.primary(['project_id', 'cluster']);
    table.index(['cluster'], 'project_quotas_cluster_idx');
  });
  await knex.schema.createTable('quota_history', table => {
    table.comment('Every version of every quota; append only');
    table.increments('id');
    table
      .uuid('project_id')
      .notNullable()
      .references('id')
      .inTable('projects')
      .onDelete('CASCADE');
    table.string('cluster', 63).notNullable();
    table.integer('version').notNullable();
    table.text('pools').notNullable();
    table
      .text('differences')
      .notNullable()
      .comment('JSON: what changed since the version before');
    table.string('at', 30).notNullable();
    table.string('by', 200).notNullable();
    table.text('reason').nullable();
    table.unique(['project_id', 'cluster', 'version'], {
      indexName: 'quota_history_version_uniq',
    });
  });
  await knex.schema.createTable('sync_status', table => {
    table.comment('What was last applied to and seen on a cluster, by subject');
    table.string('cluster', 63).notNullable();
    table.string('kind', 20).notNullable().comment('project, pool or cluster');
    table.string('name', 63).notNullable();
    table.string('state', 10).notNullable();
    table.text('message').nullable();
    table.text('differences').notNullable();
    table.string('applied_at', 30).nullable();
    table
      .string('applied_hash', 64)
      .nullable()
      .comment(
        'Of what was last seen applied; tells drift from a change of ours',
      );
    table.primary(['cluster', 'kind', 'name']);
  });
  await knex.schema.createTable('drift_events', table => {
    table.comment(
      'Changes that somebody else made to our objects; append only',
    );
    table.increments('id');
    table.string('cluster', 63).notNullable();
    table.string('name', 63).notNullable().comment('Of the queue');
    table.text('differences').notNullable();
    table.string('at', 30).notNullable();
    table.index(['cluster', 'name'], 'drift_events_subject_idx');
  });
  await knex.schema.createTable('written_objects', table => {
    table.comment(
      'Which objects of a cluster are ours; all others are kept as they are',
    );
    table.string('cluster', 63).notNullable();
    table.string('kind', 30).notNullable();
    table
      .string('name', 253)
      .notNullable()
      .comment('namespace/name for a kind with namespaces');
    table.primary(['cluster', 'kind', 'name']);
  });
  await knex.schema.createTable('cluster_state', table => {
    table.comment('What people decided about a cluster');
    table.string('cluster', 63).primary().notNullable();
    table.boolean('taken_over').notNullable();
    table.string('taken_over_at', 30).nullable();
    table.string('taken_over_by', 200).nullable();
    table
      .integer('revision')
      .notNullable()
      .defaultTo(0)
      .comment(
        'Grows with every change of a quota or pool: two changes never check against the same state',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_state');
  await knex.schema.dropTable('written_objects');
  await knex.schema.dropTable('drift_events');
  await knex.schema.dropTable('sync_status');
  await knex.schema.dropTable('quota_history');
  await knex.schema.dropTable('project_quotas');
  await knex.schema.dropTable('pools');
};
