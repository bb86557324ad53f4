namespace Agent.Node.Configuration.Files;

/// <summary>A single value, as the text that was written.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Text">The text.</param>
/// <param name="IsText">Whether it was quoted, and so is a text whatever it looks like.</param>
internal sealed record ScalarNode(ConfigurationOrigin Origin, string Text, bool IsText) : ConfigurationNode(Origin)
{
    /// <summary>Whether this is YAML's null.</summary>
    public bool IsNull => !IsText && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The value as a boolean of YAML 1.1, or null when it is none.</summary>
    public bool? AsBoolean => IsText ? null : Text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ => null,
    };
}
