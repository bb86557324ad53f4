namespace Agent.ApiServer.Http;

/// <summary>In which form a client wants objects.</summary>
internal enum AnswerForm
{
    /// <summary>None that the server has.</summary>
    None,

    /// <summary>As they are.</summary>
    Objects,

    /// <summary>As rows of a table.</summary>
    Table,

    /// <summary>Their metadata alone.</summary>
    Metadata,
}
