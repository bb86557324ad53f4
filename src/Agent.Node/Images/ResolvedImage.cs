namespace Agent.Node.Images;

/// <summary>An image that the runtime has.</summary>
/// <param name="Ref">What CreateContainer is to be given.</param>
/// <param name="Uid">Numeric user of the image, if it names one.</param>
/// <param name="Username">User name of the image, if it names one instead.</param>
/// <param name="Summary">How it came to be there, for the journal: already present, or pulled in so long.</param>
internal sealed record ResolvedImage(string Ref, long? Uid, string Username, string Summary);
