namespace Agent.Node.Configuration;

/// <summary>How the HTTPS server decides what a caller may do.</summary>
public enum AuthorizationMode
{
    /// <summary>Every caller may do everything.</summary>
    AlwaysAllow,

    /// <summary>The API server is asked (SubjectAccessReview).</summary>
    Webhook,
}
