namespace Agent.Cri;

/// <summary>What is known of a runtime and a <see cref="CriOptionalCall"/>.</summary>
public enum CriSupport
{
    /// <summary>Nothing yet: the call has not been made since the runtime was last connected to.</summary>
    Unknown,

    /// <summary>The runtime has answered it.</summary>
    Supported,

    /// <summary>The runtime has answered Unimplemented.</summary>
    Unsupported,
}
