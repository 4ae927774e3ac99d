# A message as MIME::Parser reads it, for tests/peers/test_readers.sh:
# header and tree, a line a part.
use strict;
use warnings;
use Digest::SHA qw(sha256_hex);
use Encode qw(decode encode);
use MIME::Parser;
use MIME::WordDecoder;

binmode STDOUT, ':utf8';

my $parser = MIME::Parser->new;
$parser->output_to_core(1);
$parser->tmp_to_core(1);
$parser->decode_headers(0);

sub field {
	my ($head, $name) = @_;
	my $text = $head->get($name) // '';
	$text =~ s/\r?\n//g;
	$text = decode('MIME-Header', $text);
	$text =~ s/ +/ /g;
	return $text;
}

sub name_of {
	my ($head) = @_;
	my $name = $head->recommended_filename // '-';
	return $name if utf8::is_utf8($name);
	return $name =~ /=\?/ ? decode('MIME-Header', $name)
			      : decode('UTF-8', $name);
}

sub tree {
	my ($entity, $depth) = @_;
	my $head = $entity->head;
	my $type = $head->mime_type;

	if ($entity->is_multipart) {
		print "$depth $type\n";
		tree($_, $depth + 1) for $entity->parts;
		return;
	}
	my $bytes = $entity->bodyhandle->as_string;
	my $charset = $head->mime_attr('content-type.charset') // 'us-ascii';
	my $disposition =
		$head->mime_attr('content-disposition') // 'inline';
	if ($type =~ m{^text/(plain|html)$} && $disposition ne 'attachment') {
		$bytes = encode('UTF-8', decode($charset, $bytes));
		$bytes =~ s/\r\n/\n/g;
	}
	printf "%d %s %s %s\n", $depth, $type, name_of($head),
		sha256_hex($bytes);
}

my $message = $parser->parse_open($ARGV[0]);
print "$_ ", field($message->head, $_), "\n" for qw(Subject From To Cc);
tree($message, 0);
