namespace Agent.Node.Configuration.Schema;

/// <summary>The shape of a configuration value.</summary>
internal enum FieldKind
{
    Boolean,
    Integer,
    Number,
    Text,
    Duration,
    Choice,
    List,
    Map,
    Record,
}
