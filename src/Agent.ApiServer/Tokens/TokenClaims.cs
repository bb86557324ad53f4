namespace Agent.ApiServer.Tokens;

/// <summary>What a token says.</summary>
/// <param name="Subject">Whom it is for.</param>
/// <param name="Audiences">Who may accept it.</param>
/// <param name="Id">Its own identifier.</param>
internal sealed record TokenClaims(TokenSubject Subject, IReadOnlyList<string> Audiences, string Id);
