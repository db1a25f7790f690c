using System.Security;
using BkJob.Transport;

namespace BkJob;

/// <summary>
/// Trims specified secrets. White space around one usually comes from a file, and no server accepts the secret with it. A server that trims
/// it would echo a secret that redaction does not recognize. The copies that are created here are removed from memory at the end; secrets of
/// the user are not.
/// </summary>
internal sealed class SecretInput : IDisposable
{
    private readonly List<string> _trimmed = [];
    private readonly List<SecureString> _created = [];

    /// <summary>The names of the secrets that were trimmed.</summary>
    public IReadOnlyList<string> Trimmed => _trimmed;

    /// <summary>Removes white space around a secret.</summary>
    /// <param name="secret">The secret; null for none.</param>
    /// <param name="name">The name of the secret for the user.</param>
    public SecureString? Trim(SecureString? secret, string name)
    {
        if (secret is null || secret.ToPlainText() is var plain && Secret.Trim(plain) is var trimmed && trimmed.Length == plain.Length)
        {
            return secret;
        }

        _trimmed.Add(name);
        return Create(trimmed);
    }

    /// <summary>Creates a secret.</summary>
    public SecureString Create(string text)
    {
        SecureString secret = Secret.ToSecureString(text);
        _created.Add(secret);
        return secret;
    }

    /// <inheritdoc/>
    public void Dispose() => _created.ForEach(secret => secret.Dispose());
}
