namespace Agent.Node.Configuration;

/// <summary>Which pods must prove that they may use an image that is already on the node.</summary>
public enum ImagePullCredentialsVerificationPolicy
{
    /// <summary>None.</summary>
    NeverVerify,

    /// <summary>Those that use an image that this agent pulled.</summary>
    NeverVerifyPreloadedImages,

    /// <summary>Those that use an image that is not on the list.</summary>
    NeverVerifyAllowlistedImages,

    /// <summary>All.</summary>
    AlwaysVerify,
}
